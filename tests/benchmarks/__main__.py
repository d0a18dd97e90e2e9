"""All benchmarks one after the other:  python -m tests.benchmarks"""

from tests.benchmarks import holding, matching, moderation, scale, throughput

print("## Matching\n", flush=True)
matching.main()
print("\n## Speed and memory\n", flush=True)
scale.main()
holding.main()
print("\n## Throughput\n", flush=True)
throughput.main(rounds=3)
print("\n## Moderators\n", flush=True)
moderation.main()
