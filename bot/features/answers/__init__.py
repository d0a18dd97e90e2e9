"""An entry as members meet it: shown, browsed, shared and judged. /teman, /varfor and /ladda."""
