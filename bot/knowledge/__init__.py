"""YAML -> validated entries; all faults at once with file, line and field.

A package since the format has four kinds of files with some sixty rules; each module is one reading:

    values      what the knowledge is
    fields      one key at a time
    entries     theme files, shared: the four named files
    links       what only shows across files
    store       what moderators have made of it, in the database
    overlay     how that lies over the files
"""
