"""All benchmarks one after the other:  python -m tests.benchmarks"""

from tests.benchmarks import holding, matching, scale, throughput

print("## Matching\n", flush=True)
matching.main()
print("\n## Speed and memory\n", flush=True)
scale.main()
holding.main()
print("\n## Throughput\n", flush=True)
throughput.main(rounds=3)
