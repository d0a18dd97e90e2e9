"""A small Telegram of our own, for tests and the demo: it knows nothing of the bot.

    simulator    `Simulator`: everything below as one object, with `log`, `sent` and `until` for tests
    world        `World`: users, chats, messages, queries, waiting updates; framework-free;   files   what it keeps
    people       what people write and press;   rooms    what they do with chats, the bot and topics
    methods/     the Bot API's methods;   validation, schema   their fields;   receiving   polling and webhook
    markup, entities, composing, privacy, render, profile, updates    Telegram's rules, one topic each
    limits       30/s, 1/s a chat, 20/min a group;   failures   what shall go wrong, and when
    request      `SimulatorRequest`: python-telegram-bot's transport in the same process
    server       the same over HTTP, with the control API (`control`, `acts`, `view`) and the chat page
    village      the demo's starting world

Where Telegram overlooks a slip (an unknown field, a malformed number) the simulator refuses it. Parse modes
other than HTML, inline results other than articles, and albums of other than pictures or documents it does not
know.

    simulator = Simulator()
    anna = simulator.world.add_user("Anna")
    chat = simulator.world.private(anna)
    application = (
        ApplicationBuilder().token(simulator.token)
        .request(SimulatorRequest(simulator)).get_updates_request(SimulatorRequest(simulator)).build()
    )
    ...                                        # add handlers, initialize, start, start_polling
    simulator.people.send_text(chat, anna, "Hej")
    [answer] = await simulator.until(lambda: simulator.sent(chat))
    simulator.people.press(anna, answer, "Visa mer")
"""
