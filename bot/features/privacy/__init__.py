"""What is kept of people, told and erased. /integritet, /minadata and /glom."""
