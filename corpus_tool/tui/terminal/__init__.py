"""What the terminal does by itself with text of two directions, and what is sent so that our order stays.

environment  which of the user's variables tell of a terminal
answers      bytes a terminal sent -> Findings
asking       the conversation with the terminal, before anything is drawn
identity     which terminal it is
sequences    what is sent at the start, and what undoes it
sending      sending that outside the life of the screen
detection    all of it together -> Detected
"""
