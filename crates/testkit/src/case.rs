//! A case file of a shape: units, posts, changes. What stands around them is in `paper`.

use invented::Seeded;

use crate::names::{field, odd, title};
use crate::{Pay, Shape, paper};

/// How many lines of posts a team has.
const TEAM: usize = 10;
/// How many teams a service has, and how many services a department.
const SERVICE: usize = 5;

const GRADES: [&str; 10] = [
    "Grade 3",
    "Grade 4",
    "Grade 5",
    "Grade 4",
    "Hay Band A",
    "Hay Band B",
    "Hay Band C",
    "Hay Band D",
    "Grade 2",
    "Grade 3",
];
const FTES: [&str; 6] = ["1", "1", "1", "0.5", "2.6", "7.4"];
const STARTS: [&str; 3] = ["2020-07-01", "2020-10-01", "2021-04-01"];

/// A line of posts of the made-up base.
pub(crate) struct Post {
    pub(crate) title: String,
    pub(crate) unit: String,
    pub(crate) fund: String,
    reports_to: Option<String>,
    pay: String,
    fte: String,
    temporary: bool,
}

/// A change, and the title by which a recommendation covers it.
pub(crate) struct Change {
    pub(crate) subject: String,
    record: String,
}

/// The case file of a shape: TOML in UTF-8, the same every time.
pub fn case_file(shape: &Shape) -> String {
    let mut seeded = Seeded::named(shape.name);
    let funds = paper::funds(shape);
    let posts: Vec<Post> = (0..shape.posts)
        .map(|index| post(shape, index, &funds, &mut seeded))
        .collect();
    let changes = changes(shape, &posts, &funds, &mut seeded);
    let mut file = paper::head(shape);
    file.push_str(&units(shape));
    for post in &posts {
        file.push_str(&post_record(post, &mut seeded));
    }
    for change in &changes {
        file.push_str(&change.record);
    }
    file.push_str(&paper::tail(shape, &funds, &changes));
    file
}

/// A text as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            c if c.is_control() => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

fn teams(shape: &Shape) -> usize {
    shape.posts.div_ceil(TEAM).max(1)
}

fn team(shape: &Shape, index: usize) -> String {
    let name = format!("{} Team", field(shape, index));
    odd(shape.words, &name, index + 7)
}

fn service(shape: &Shape, index: usize) -> String {
    let name = format!("{} Service Group", field(shape, index * SERVICE));
    odd(shape.words, &name, index + 3)
}

fn units(shape: &Shape) -> String {
    let mut records = String::new();
    let services = teams(shape).div_ceil(SERVICE);
    let departments = services.div_ceil(SERVICE);
    for index in 0..departments {
        let name = format!("Department {}", index + 1);
        records.push_str(&format!("\n[[unit]]\nname = {}\n", quoted(&name)));
    }
    let mut under = |name: String, above: String| {
        let (name, above) = (quoted(&name), quoted(&above));
        records.push_str(&format!("\n[[unit]]\nname = {name}\npart_of = {above}\n"));
    };
    for index in 0..services {
        let above = format!("Department {}", index / SERVICE + 1);
        under(service(shape, index), above);
    }
    for index in 0..teams(shape) {
        under(team(shape, index), service(shape, index / SERVICE));
    }
    records
}

fn post(shape: &Shape, index: usize, funds: &[String], seeded: &mut Seeded) -> Post {
    let (of, place) = (index / TEAM, index % TEAM);
    let first = of * TEAM;
    let field = field(shape, of);
    Post {
        title: title(shape.words, &field, place, index),
        unit: team(shape, of),
        fund: seeded.one_of(funds),
        reports_to: (place > 0).then(|| title(shape.words, &field, 0, first)),
        pay: pay(shape.pay, seeded),
        fte: quantity(shape.pay, seeded),
        temporary: seeded.below(4) == 0,
    }
}

fn pay(pay: Pay, seeded: &mut Seeded) -> String {
    match pay {
        Pay::Grades => format!("grade = {}\n", quoted(seeded.one_of(&GRADES))),
        Pay::Hours => {
            let weeks = match seeded.below(3) {
                0 => "paid_weeks = 45\n",
                _ => "",
            };
            format!("point = {}\n{weeks}", 3 + seeded.below(6) * 4)
        }
    }
}

/// How much there is of a post: its FTE, or how many have which hours a week.
fn quantity(pay: Pay, seeded: &mut Seeded) -> String {
    match pay {
        Pay::Grades => format!("fte = {}\n", seeded.one_of(&FTES)),
        Pay::Hours => {
            let hours = seeded.one_of(&["37", "18.5", "30", "22.25"]);
            format!("posts = {}\nhours = {hours}\n", 1 + seeded.below(3))
        }
    }
}

fn post_record(post: &Post, seeded: &mut Seeded) -> String {
    let tenure = if post.temporary {
        "until = 2021-03-31"
    } else {
        "permanent = true"
    };
    let above = post
        .reports_to
        .iter()
        .map(|title| format!("reports_to = {}\n", quoted(title)));
    let held = seeded.one_of(&["filled", "filled", "vacant"]);
    format!(
        "\n[[post]]\ntitle = {}\n{}{}unit = {}\n{}{tenure}\noccupancy = \"{held}\"\nfunding = {}\n",
        quoted(&post.title),
        post.pay,
        post.fte,
        quoted(&post.unit),
        above.collect::<String>(),
        quoted(&post.fund),
    )
}

fn changes(shape: &Shape, posts: &[Post], funds: &[String], seeded: &mut Seeded) -> Vec<Change> {
    let at = |index: usize| &posts[index * posts.len() / shape.changes];
    let made = (0..shape.changes).map(|index| change(shape, at(index), index, funds, seeded));
    made.collect()
}

/// One change, of the kinds in turn; what takes the end off a post is for posts that have one.
fn change(
    shape: &Shape,
    post: &Post,
    index: usize,
    funds: &[String],
    seeded: &mut Seeded,
) -> Change {
    let from = seeded.one_of(&STARTS);
    let (title, unit) = (quoted(&post.title), quoted(&post.unit));
    let of = format!("= {title}\nunit = {unit}\nfrom = {from}\n");
    let mut subject = post.title.clone();
    let record = match (index % 6, post.temporary) {
        (0, true) => format!("make_permanent {of}"),
        (1, true) => format!("extend {of}until = 2022-03-31\n"),
        (0, false) => format!("change {of}to = {{ unit = {} }}\n", quoted(&team(shape, 0))),
        (1, false) => format!("change {of}to = {{ fte = 1 }}\n"),
        (2, _) => format!(
            "disestablish {of}\n[[change.route]]\nhow = \"redeployment\"\npeople = {}\n",
            seeded.below(3)
        ),
        (3, _) => {
            subject = odd(
                shape.words,
                &format!("Development Lead {}", index + 1),
                index,
            );
            format!(
                "establish = {}\n{}{}unit = {unit}\nfrom = {from}\npermanent = true\nfunding = {}\n\
                 evaluation = \"evaluated\"\n\n[[change.route]]\nhow = \"ring-fence\"\nfrom = {title}\n",
                quoted(&subject),
                pay(shape.pay, seeded),
                quantity(shape.pay, seeded),
                quoted(&seeded.one_of(funds)),
            )
        }
        (4, _) => {
            subject = format!("Honorarium: {subject}");
            format!(
                "honorarium {of}amount = {}\nuntil = 2021-06-30\n",
                500 + seeded.below(40) * 50
            )
        }
        _ if shape.pay == Pay::Hours => format!("change {of}to = {{ point = 22 }}\n"),
        _ => format!("change {of}to = {{ grade = \"Grade 5\" }}\n"),
    };
    Change {
        subject,
        record: format!("\n[[change]]\n{record}"),
    }
}
