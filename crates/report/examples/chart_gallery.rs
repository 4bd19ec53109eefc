//! Writes a gallery of structure charts, as pictures and as lists, to the folder given.
//!
//! `cargo run -p report --example chart_gallery -- /tmp/charts`

use std::path::Path;
use std::{env, fs, io};

use base::Known;
use report::chart::{
    A3_LANDSCAPE, A4_LANDSCAPE, CSS, Chart, Mark, Occupancy, OnPaper, PostBox, UnitBox,
};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "charts".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let charts = [
        ("changes", placements(), A3_LANDSCAPE),
        ("temporary", temporary(), A4_LANDSCAPE),
        ("slot-ins", slot_ins(), A4_LANDSCAPE),
        ("large", large(), A3_LANDSCAPE),
        ("long-names", long_names(), A4_LANDSCAPE),
        ("one-list", one_list(), A3_LANDSCAPE),
        (
            "empty",
            Chart {
                title: "Placements".to_owned(),
                ..Chart::default()
            },
            A4_LANDSCAPE,
        ),
    ];
    for (name, chart, width) in charts {
        let svg = chart.to_svg_within(name, width);
        let page = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{name}</title><style>body{{margin:0;\
             font:16px/1.4 Arial,sans-serif}}.chart-list{{margin:16px}}{CSS}</style><div class=\"chart\">{svg}</div>{}",
            chart.to_list().into_string()
        );
        fs::write(folder.join(format!("{name}.svg")), svg)?;
        let paper = chart.on_paper();
        for (number, on) in (1..).zip(paper.iter().flat_map(OnPaper::layouts)) {
            let svg = on.layout.to_svg(name);
            fs::write(folder.join(format!("{name}-sheet-{number}.svg")), svg)?;
        }
        fs::write(folder.join(format!("{name}.html")), page)?;
    }
    Ok(())
}

fn post(title: &str, grade: &str, posts: u32, occupancy: Occupancy) -> PostBox {
    PostBox {
        posts: Known::Known(posts),
        fte: format!("{posts} FTE"),
        occupancy,
        ..PostBox::new(title, grade)
    }
}

fn marked(mut post: PostBox, marks: impl IntoIterator<Item = Mark>) -> PostBox {
    post.marks.extend(marks);
    post
}

fn headed(mut manager: PostBox, reports: Vec<PostBox>) -> Vec<PostBox> {
    manager.reports = reports;
    vec![manager]
}

fn unit(name: &str, summary: &str, posts: Vec<PostBox>, units: Vec<UnitBox>) -> UnitBox {
    UnitBox {
        summary: Some(summary.to_owned()),
        posts,
        units,
        ..UnitBox::new(name)
    }
}

fn placements() -> Chart {
    let ended = [
        marked(
            post(
                "Contracts and Commissioning Manager",
                "Band D",
                1,
                Occupancy::Vacant,
            ),
            [Mark::Ends],
        ),
        marked(
            post("Commissioning Assistant", "Grade 3", 4, Occupancy::NotKnown),
            [Mark::Ends],
        ),
        marked(
            post("Commissioning Officer", "Band B", 1, Occupancy::Filled),
            [Mark::Ends],
        ),
    ];
    let new = vec![
        marked(
            post("Service Organiser", "Grade 4", 4, Occupancy::Vacant),
            [
                Mark::New,
                Mark::InPlaceOf("Commissioning Assistant".to_owned()),
            ],
        ),
        post("Service Organiser", "Grade 4", 1, Occupancy::Filled),
        ended[0].clone(),
        ended[1].clone(),
        ended[2].clone(),
    ];
    let manager = marked(
        post("Team Manager", "Band D", 1, Occupancy::Vacant),
        [
            Mark::New,
            Mark::InPlaceOf("Contracts and Commissioning Manager".to_owned()),
        ],
    );
    let placements = unit(
        "Placements",
        "9 posts, 8.5 FTE",
        headed(
            post("Placements Manager", "Band D", 1, Occupancy::Filled),
            vec![
                marked(
                    post(
                        "Placement Officer",
                        "Grade 5",
                        4,
                        Occupancy::PartFilled("2 of 4 filled".to_owned()),
                    ),
                    [Mark::Changed("Grade 4 to Grade 5".to_owned())],
                ),
                marked(
                    post("Business Support Officer", "Grade 3", 1, Occupancy::Filled),
                    [Mark::Moved("Moved from Quality Assurance".to_owned())],
                ),
            ],
        ),
        Vec::new(),
    );
    let folded = unit(
        "Contracts and Quality",
        "11 posts, 10.5 FTE, unchanged",
        Vec::new(),
        Vec::new(),
    );
    let group = unit(
        "Commissioning and Placements Group",
        "26 posts, 25 FTE",
        vec![post("Group Manager", "Band F", 1, Occupancy::Filled)],
        vec![
            unit(
                "Commissioning",
                "6 posts to 5, 6 FTE to 5",
                headed(manager, new),
                Vec::new(),
            ),
            placements,
            folded,
        ],
    );
    Chart {
        title: "Commissioning and Placements Group: what changes".to_owned(),
        description: Some("In force on 20 May 2019, and on 1 July 2019 as recommended.".to_owned()),
        units: vec![group],
    }
}

fn temporary() -> Chart {
    let line = |title: &str, grade: &str, fte: &str, marks: Vec<Mark>| PostBox {
        fte: fte.to_owned(),
        temporary: Some("until 31 March 2019".to_owned()),
        occupancy: Occupancy::Vacant,
        marks,
        ..PostBox::new(title, grade)
    };
    let services = vec![
        unit(
            "Children\u{2019}s Disability Service",
            "6 FTE more",
            headed(
                post("Service Manager", "Band E", 1, Occupancy::Filled),
                vec![
                    line("Social Worker", "Band B", "4 FTE", vec![Mark::New]),
                    line(
                        "Social Work Support Officer",
                        "Grade 5",
                        "2 FTE",
                        vec![Mark::New],
                    ),
                ],
            ),
            Vec::new(),
        ),
        unit(
            "Fostering Service",
            "2.5 FTE more",
            vec![
                line(
                    "Supervising Social Worker",
                    "Band B",
                    "1.5 FTE",
                    vec![Mark::New],
                ),
                line(
                    "Business Support Officer",
                    "Grade 3",
                    "1 FTE",
                    vec![Mark::Changed(
                        "Until 30 September 2018 to 31 March 2019".to_owned(),
                    )],
                ),
                line(
                    "Project Officer",
                    "Band A",
                    "FTE not known",
                    vec![Mark::Ends],
                ),
            ],
            Vec::new(),
        ),
    ];
    let department = unit(
        "Children and Families",
        "8.5 FTE more",
        Vec::new(),
        services,
    );
    Chart {
        title: "Temporary posts to 31 March 2019".to_owned(),
        description: None,
        units: vec![department],
    }
}

fn slot_ins() -> Chart {
    let titles = [
        "Assistant",
        "Officer",
        "Senior Officer",
        "Technician",
        "Surveyor",
        "Engineer",
        "Principal Engineer",
    ];
    let mut reports: Vec<PostBox> = titles
        .iter()
        .zip(3..)
        .map(|(title, grade)| {
            let mut line = post(
                &format!("Highways {title}"),
                &format!("Grade {grade}"),
                2,
                Occupancy::Filled,
            );
            line.notes
                .push(format!("Slot-in from Streetscene {title}."));
            line.marks.push(Mark::Changed(format!(
                "Grade {} to Grade {grade}",
                grade - 1
            )));
            line
        })
        .collect();
    let mut lead = post("Asset Team Leader", "Grade 10", 1, Occupancy::Vacant);
    lead.marks.push(Mark::New);
    lead.notes
        .push("Ring-fence: Highways and Engineering.".to_owned());
    lead.reports = reports.split_off(4);
    reports.push(lead);
    let mut head = post(
        "Head of Highways and Engineering",
        "Grade 12",
        1,
        Occupancy::Filled,
    );
    head.marks.push(Mark::Moved("Moved from Place".to_owned()));
    let mut service = unit(
        "Highways and Engineering",
        "17 posts, 17 FTE",
        headed(head, reports),
        Vec::new(),
    );
    service.mark = Some(Mark::New);
    service
        .notes
        .push("Takes in Streetscene and Design.".to_owned());
    let mut streetscene = unit(
        "Streetscene",
        "Nil posts after 1 April",
        Vec::new(),
        Vec::new(),
    );
    streetscene.mark = Some(Mark::Ends);
    let mut design = unit("Design", "4 posts, 3.6 FTE", Vec::new(), Vec::new());
    design.mark = Some(Mark::Moved("Moved from Regeneration".to_owned()));
    service.units = vec![streetscene, design];
    Chart {
        title: "Highways and Engineering: after".to_owned(),
        description: None,
        units: vec![service],
    }
}

fn large() -> Chart {
    let team = |service: usize, number: usize| {
        let reports = (0..7)
            .map(|line| {
                let mut line_post = post(
                    [
                        "Social Worker",
                        "Family Support Worker",
                        "Business Support Officer",
                    ][(line + number) % 3],
                    ["Band B", "Grade 5", "Grade 3"][(line + number) % 3],
                    1 + u32::try_from((line * number) % 3).unwrap_or(0),
                    [Occupancy::Filled, Occupancy::Vacant, Occupancy::NotKnown]
                        [(line * 7 + number + service) % 3]
                        .clone(),
                );
                if (line + number + service).is_multiple_of(5) {
                    line_post.marks.push(Mark::New);
                }
                line_post
            })
            .collect();
        let manager = post("Team Manager", "Band D", 1, Occupancy::Filled);
        unit(
            &format!("Team {service}.{number}"),
            "14 posts, 13.5 FTE",
            headed(manager, reports),
            Vec::new(),
        )
    };
    let services = (1..=4)
        .map(|service| {
            unit(
                [
                    "Assessment",
                    "Looked After Children",
                    "Placements",
                    "Early Help",
                ][service - 1],
                "71 posts",
                vec![post("Service Manager", "Band E", 1, Occupancy::Filled)],
                (1..=5).map(|number| team(service, number)).collect(),
            )
        })
        .collect();
    let director = vec![post(
        "Service Director",
        "Chief officer",
        1,
        Occupancy::Filled,
    )];
    let department = unit(
        "Children and Families",
        "About 285 posts",
        director,
        services,
    );
    Chart {
        title: "Children and Families: before".to_owned(),
        description: None,
        units: vec![department],
    }
}

fn long_names() -> Chart {
    let long = "Senior Practitioner and Deputy Team Manager for the Assessment, Commissioning and Review of \
                Placements for Looked After Children with Complex Needs, including <Out-of-Authority> & Secure Provision";
    let mut everything = marked(
        post(
            long,
            "Soulbury Educational Psychologists Scale A, points 6 to 11",
            12,
            Occupancy::PartFilled("11 of 12 filled, of which 3 by agency workers".to_owned()),
        ),
        [
            Mark::New,
            Mark::Changed("Grade 3 to Grade 4".to_owned()),
            Mark::Moved("Moved from Placements".to_owned()),
            Mark::InPlaceOf("Commissioning Assistant".to_owned()),
        ],
    );
    everything.temporary = Some("until 31 March 2019".to_owned());
    let mut ended = marked(
        post(
            "Donaudampfschifffahrtsgesellschaftskapitänsanwärter",
            "Grade\u{7} 3",
            1,
            Occupancy::Vacant,
        ),
        [Mark::Ends, Mark::Moved("Moved from Placements".to_owned())],
    );
    ended.temporary = Some("until 31 March 2019".to_owned());
    let bare = PostBox::new("Apprentice", "Not applicable");
    let mut nested = post("Level 1", "Grade 1", 1, Occupancy::Filled);
    for level in 2..10 {
        let mut above = post(&format!("Level {level}"), "Grade 1", 1, Occupancy::Filled);
        above.reports.push(nested);
        nested = above;
    }
    let units = vec![
        unit(long, "1 post", vec![everything, ended, bare], Vec::new()),
        unit("Deep line management", "9 posts", vec![nested], Vec::new()),
    ];
    Chart {
        title: long.to_owned(),
        description: Some(long.to_owned()),
        units,
    }
}

fn one_list() -> Chart {
    let workers: Vec<PostBox> = (1..=60)
        .map(|n| {
            post(
                &format!("Care Worker {n}"),
                "Grade 2",
                1 + n % 3,
                Occupancy::Filled,
            )
        })
        .collect();
    let manager = post("Home Manager", "Band C", 1, Occupancy::Filled);
    Chart {
        title: "One unit with a long list".to_owned(),
        description: None,
        units: vec![unit(
            "Residential homes",
            "121 posts",
            headed(manager, workers),
            Vec::new(),
        )],
    }
}
