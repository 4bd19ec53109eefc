//! `muster serve`.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};

use super::{command, muster_in};

#[test]
fn a_port_that_is_taken_is_said_in_plain_words_with_a_way_out() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let other = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let taken = other.local_addr().expect("it has an address").to_string();
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "data", "--listen", &taken],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert!(
        ran.err.contains(&format!(
            "error: cannot listen on {taken}: another program answers there already\n"
        )),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("help: stop that program"), "{}", ran.err);
    assert!(!ran.err.contains("os error"), "{}", ran.err);
}

#[test]
fn data_where_there_can_be_none_are_said_in_plain_words() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("file"), "words").expect("it can be written");
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "file", "--listen", "127.0.0.1:0"],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert!(!ran.err.contains("os error"), "{}", ran.err);
    assert!(ran.err.contains("help: give a folder"), "{}", ran.err);
}

#[test]
fn a_body_profile_that_is_none_is_refused() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("body.toml"), "name = \"Body\"\n").expect("it can be written");
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "data", "--body", "body.toml"],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert!(
        ran.err.contains("body.toml holds no body profile"),
        "{}",
        ran.err
    );
}

#[test]
fn an_address_that_is_not_this_machines_is_refused_with_a_way_out() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    // An address for documentation (RFC 5737), which no machine has.
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "data", "--listen", "192.0.2.1:80"],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert_eq!(ran.out, "");
    assert!(
        ran.err.contains("cannot listen on 192.0.2.1:80"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("--listen 127.0.0.1:0"), "{}", ran.err);
}

/// A program that runs until the test is done with it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Fails only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks, and gives the head and the body of the answer.
fn ask(address: &str, request: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).expect("the program listens");
    let request = request.replace("HOST", address);
    stream
        .write_all(request.as_bytes())
        .expect("it can be asked");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = answer.split_at(end.expect("a head"));
    (
        String::from_utf8_lossy(head).into_owned(),
        body[4..].to_vec(),
    )
}

#[test]
fn the_structure_is_printed_as_a_pdf() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let list = "Post title,Unit,FTE,Posts\nTeam Manager,Placements,1,1\nService Organiser,Placements,4,4\n";
    fs::write(folder.path().join("posts.csv"), list).expect("it can be written");
    let list = ["import", "posts.csv", "--body", "Anytown Council"];
    let into = ["--date", "2018-04-01", "--data", "data", "--yes"];
    let ran = muster_in(folder.path(), &[&list[..], &into].concat());
    assert_eq!(ran.code(), 0, "{}{}", ran.out, ran.err);

    let mut program = command(
        folder.path(),
        &["serve", "--data", "data", "--listen", "127.0.0.1:0"],
    );
    let child = program.stderr(Stdio::piped()).spawn();
    let mut running = Running(child.expect("the program starts"));
    let said = BufReader::new(running.0.stderr.take().expect("standard error"));
    let (mut address, mut code) = (String::new(), String::new());
    for line in said.lines() {
        let line = line.expect("a line");
        if let Some((_, rest)) = line.split_once("http://") {
            address = rest.split(';').next().unwrap_or_default().to_owned();
        }
        if let Some((_, rest)) = line.split_once(", enter ") {
            code = rest.to_owned();
            break;
        }
    }
    let form = format!("code={code}&person=Manager&name=manager&password=teapot+lantern+gravel");
    let (head, _) = ask(
        &address,
        &format!(
            "POST /setup HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        ),
    );
    let cookie = head
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next())
        .expect("whoever sets Muster up is signed in");
    let of = |name: &str| {
        let path = format!("/anytown-council/establishment/{name}?on=2018-06-01");
        ask(
            &address,
            &format!(
                "GET {path} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n"
            ),
        )
    };
    let (head, page) = of("chart");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(String::from_utf8_lossy(&page).contains("/establishment/chart.pdf?on=2018-06-01"));
    let (head, pdf) = of("chart.pdf");
    assert!(head.contains("content-type: application/pdf"), "{head}");
    assert!(head.contains("filename=\"structure.pdf\""), "{head}");
    assert!(pdf.starts_with(b"%PDF-"), "{} bytes", pdf.len());
}
