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

/// What `muster serve` says of settings; it must not start with them.
fn refused(settings: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path();
    fs::write(path.join("muster.toml"), settings).expect("it can be written");
    fs::write(path.join("secret"), "a secret\n").expect("it can be written");
    fs::write(path.join("empty"), "\n").expect("it can be written");
    let arguments = ["serve", "--data", "data", "--settings", "muster.toml"];
    let ran = muster_in(path, &arguments);
    assert_eq!(ran.code(), 2, "{settings}\n{}", ran.err);
    assert!(ran.err.contains("muster.toml: "), "{}", ran.err);
    assert!(!path.join("data").exists(), "{}", ran.err);
    ran.err
}

const ADDRESS: &str = "address = \"https://muster.example.org\"\n";

#[test]
fn wrong_settings_of_sign_in_are_said_by_their_key_with_what_mends_them() {
    let provider = "[sign-in]\nname = \"Council\"\nissuer = \"https://id.example.org\"\nclient-id = \"muster\"\n";
    for (settings, said) in [
        (provider.to_owned(), "address is missing: write"),
        (
            format!("address = \"muster.example.org\"\n{provider}"),
            "address is \"muster.example.org\", which is none: write",
        ),
        (
            format!("{ADDRESS}[sign-in]\nname = \"Council\"\nclient-id = \"muster\"\n"),
            "missing field `issuer`",
        ),
        (
            format!("{ADDRESS}{}", provider.replace("https://id", "http://id")),
            "[sign-in]: the issuer is \"http://id.example.org\", which is not an address that begins with https://",
        ),
        (
            format!("{ADDRESS}{}", provider.replace("\"muster\"", "\" \"")),
            "[sign-in]: the client id is missing",
        ),
        (
            format!(
                "{ADDRESS}{provider}client-secret-file = \"secret\"\nclient-secret-env = \"X\"\n"
            ),
            "[sign-in]: client-secret-file and client-secret-env are both given: leave one out",
        ),
        (
            format!("{ADDRESS}{provider}client-secret-file = \"nowhere\"\n"),
            "[sign-in]: client-secret-file: cannot read nowhere",
        ),
        (
            format!("{ADDRESS}{provider}client-secret-env = \"MUSTER_HAS_NO_SUCH_VARIABLE\"\n"),
            "client-secret-env: the environment has no MUSTER_HAS_NO_SUCH_VARIABLE; set it",
        ),
        (
            format!("{ADDRESS}{provider}client-secret-file = \"empty\"\n"),
            "[sign-in]: client-secret is empty: write it into the file or the variable",
        ),
        (
            format!("{ADDRESS}{provider}passwords = \"nobody\"\n"),
            "unknown variant `nobody`, expected `everybody` or `administrators`",
        ),
        (
            format!("{ADDRESS}{provider}[[sign-in.group]]\nname = \"all\"\nrole = \"king\"\n"),
            "[[sign-in.group]]: the group \"all\" has the role \"king\"; there are: administrator, staff",
        ),
        (
            format!(
                "{ADDRESS}{provider}[[sign-in.group]]\nname = \"all\"\nrole = \"hr\"\nwhere = \"here\"\n"
            ),
            "[[sign-in.group]]: the group \"all\" has its role where there is none; write \"everywhere\"",
        ),
        (
            format!("{ADDRESS}{provider}secret = \"no\"\n"),
            "unknown field `secret`, expected one of",
        ),
    ] {
        let err = refused(&settings);
        assert!(err.contains(said), "{settings}\n{said}\n{err}");
    }
}

#[test]
fn wrong_settings_of_mail_are_said_by_their_key_with_what_mends_them() {
    let mail = "[mail]\nserver = \"mail.example.org\"\nport = 587\nsecurity = \"starttls\"\n\
                from = \"Muster <muster@example.org>\"\n";
    for (settings, said) in [
        (mail.to_owned(), "address is missing: write"),
        (
            format!("{ADDRESS}{}", mail.replace("port = 587\n", "")),
            "missing field `port`",
        ),
        (
            format!("{ADDRESS}{}", mail.replace("starttls", "ssl")),
            "unknown variant `ssl`, expected one of `starttls`, `tls`, `none`",
        ),
        (
            format!("{ADDRESS}{}", mail.replace("starttls", "none")),
            "[mail]: security is \"none\", but without TLS the mail server must be on this machine \
             (127.0.0.1, ::1 or localhost): write \"starttls\" (port 587) or \"tls\" (port 465)",
        ),
        (
            format!(
                "{ADDRESS}{}",
                mail.replace("Muster <muster@example.org>", "Muster")
            ),
            "[mail]: from: \"Muster\" is no sender such as Muster <muster@example.org>",
        ),
        (
            format!("{ADDRESS}{mail}user = \"muster\"\n"),
            "[mail]: user is given without a password: add password-file or password-env",
        ),
        (
            format!("{ADDRESS}{mail}password-file = \"secret\"\n"),
            "[mail]: a password is given without user: add user",
        ),
        (
            format!("{ADDRESS}{mail}password = \"secret\"\n"),
            "unknown field `password`, expected one of",
        ),
        (
            format!(
                "{ADDRESS}{mail}user = \"muster\"\npassword-env = \"MUSTER_HAS_NO_SUCH_VARIABLE\"\n"
            ),
            "[mail]: password-env: the environment has no MUSTER_HAS_NO_SUCH_VARIABLE; set it",
        ),
    ] {
        let err = refused(&settings);
        assert!(err.contains(said), "{settings}\n{said}\n{err}");
    }
}
