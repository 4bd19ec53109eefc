//! What units, posts, funds and papers of an invented council are called.

/// The services of a county.
pub const FIELDS: [&str; 24] = [
    "Archives",
    "Museums",
    "Highways",
    "Trading Standards",
    "Adult Learning",
    "Youth Justice",
    "Planning Policy",
    "Waste Services",
    "Country Parks",
    "School Admissions",
    "Fostering",
    "Public Health",
    "Pensions",
    "Procurement",
    "Property Records",
    "Road Safety",
    "Registration",
    "Catering",
    "Emergency Planning",
    "Democratic Services",
    "Internal Audit",
    "Home Support",
    "Arts Development",
    "Short Breaks",
];

/// What a post is, beside its service.
pub const RANKS: [&str; 8] = [
    "Officer",
    "Senior Officer",
    "Assistant",
    "Adviser",
    "Coordinator",
    "Technician",
    "Analyst",
    "Practitioner",
];

/// What a unit is called, by how far it stands below the council, and who heads it.
pub(crate) const KINDS: [(&str, &str); 6] = [
    ("Council", "Chief Executive"),
    ("Department", "Corporate Director"),
    ("Division", "Service Director"),
    ("Service", "Group Manager"),
    ("Group", "Service Manager"),
    ("Team", "Team Manager"),
];

pub(crate) const FUNDS: [&str; 6] = [
    "General Fund",
    "Dedicated Schools Grant",
    "Public Health Grant",
    "Better Care Fund",
    "Trading Account",
    "Capital Programme",
];

pub(crate) const MAKERS: [&str; 5] = [
    "Policy Committee",
    "Personnel Committee",
    "Children and Young People's Committee",
    "Adult Social Care Committee",
    "Corporate Director, under delegation",
];
