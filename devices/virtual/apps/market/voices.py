"""What people say on Basar: reviews by how many stars they give, and questions about products."""

REVIEWERS = ("Marta K.", "Old Sailor", "Jens P.", "Nora from the hill", "Tomas B.", "Little Fox", "Aylin D.",
             "Weekend Cook", "Samir H.", "Greenfinger", "Ulla T.", "Night Reader", "Pavel R.", "Two Cats", "Ida M.",
             "Cyclist 42", "Carmen L.", "Quiet Neighbour")  # fmt: skip

PRAISE = {
    5: (
        "Exactly as described, and it came a day early. I would buy it again.",
        "Better than I hoped. My sister ordered one straight away.",
        "I use it every single day and it still looks new.",
        "Well made, well packed, and the seller answers within the hour.",
        "I compared five of these. This is the one to have.",
        "A present for my father, who is hard to please. He was pleased.",
    ),
    4: (
        "Very good. One star less because the box was dented.",
        "Does what it should. The colour is a little darker than in the picture.",
        "Good quality for the price, delivery took four days.",
        "Nearly perfect, only the instructions could be clearer.",
    ),
    3: (
        "It is all right. I had expected a bit more for the money.",
        "Works, but feels lighter than it looks.",
        "Fine for the odd use, not for every day.",
    ),
    2: (
        "Smaller than I thought. Read the measurements before you order.",
        "It arrived late and with a scratch. The seller gave me part of the money back.",
    ),
    1: (
        "Broke in the second week. I am sending it back.",
        "Not what I ordered. The return was easy, at least.",
    ),
}

QUESTIONS = (
    ("Is it suitable as a present?", "Yes. Write it in the note for the seller and we wrap it without charge."),
    ("How long is the warranty?", "Two years from the day of delivery."),
    ("Do you send spare parts?", "Yes, write to us with the order number and we send what is missing."),
    ("Is the packaging free of plastic?", "All of it is paper, apart from one small bag for the parts."),
    ("Where is it made?", "It is made in our own region, less than a day's drive away."),
    ("Can I return it if I do not like it?", "Of course, within fourteen days of delivery."),
    ("Does the colour match the picture?", "In daylight it does. In the evening it looks a little warmer."),
    ("Will there be more of these soon?", "We get a delivery at the start of every month."),
)

REASONS = ("Arrived damaged", "Not as described", "Wrong item", "Does not fit", "No longer needed")
