//! People who are consulted read what is proposed, answer, and read what came of it.

use access::{Actor, Held, Role, Roles, Scope};
use app::{
    AppError, BodyKey, ConsultationState, Consulting, Invitation, NotAnswered, NoticeKind,
    OpenProposal, Reference, WhatCameOfIt,
};
use drafting::Draft;
use governance::Step;
use proposal::case::Header;

use crate::example::Example;
use crate::way::{begun, notts, somebody, take};

/// A proposal whose consultation is open until the tenth day from today, with those who have to do with it.
struct Asked {
    example: Example,
    author: Actor,
    hr: Actor,
    consultee: Actor,
    reference: Reference,
    body: BodyKey,
}

const DAY: i64 = 24 * 60;

impl Asked {
    async fn new() -> Self {
        let asked = Self::not_yet().await;
        asked.opened().await;
        asked
    }

    /// The same before it was opened.
    async fn not_yet() -> Self {
        let example = Example::of_cases().await;
        let author = somebody(&example, "Officer 1", Role::Staff).await;
        let hr = somebody(&example, "Officer 2", Role::Hr).await;
        let consultee = somebody(&example, "Postholder 014", Role::Consultee).await;
        let reference = begun(&example, &author).await.reference;
        Self {
            example,
            author,
            hr,
            consultee,
            reference,
            body: notts(),
        }
    }

    async fn open(&self, actor: &Actor) -> OpenProposal {
        let open = self
            .example
            .muster
            .proposal(actor, &self.body, &self.reference);
        open.await.unwrap()
    }

    async fn opened(&self) {
        let today = self.example.today();
        let consulting = Consulting {
            from: today,
            until: base::add_days(today, 9),
            with: vec!["UNISON".to_owned()],
        };
        let open = self.open(&self.author).await;
        let muster = &self.example.muster;
        let opened = muster.open_consultation(&self.author, &self.body, &open, &consulting);
        assert!(opened.await.unwrap());
    }

    async fn closed(&self) {
        let open = self.open(&self.author).await;
        let muster = &self.example.muster;
        let closed = muster.close_consultation(&self.author, &self.body, &open, "Much was said.");
        assert!(closed.await.unwrap());
    }

    async fn answer(&self, actor: &Actor, words: &str) -> Result<u32, AppError> {
        let muster = &self.example.muster;
        let read = muster
            .consultation(actor, &self.body, &self.reference)
            .await?
            .revision;
        let reference = &self.reference;
        let answer = muster.answer_consultation(actor, &self.body, reference, read, "", words);
        answer.await
    }

    /// How far it is for somebody who is asked; none where it is not there.
    async fn state(&self, actor: &Actor) -> Option<ConsultationState> {
        let muster = &self.example.muster;
        match muster
            .consultation(actor, &self.body, &self.reference)
            .await
        {
            Ok(open) => Some(open.state),
            Err(AppError::NotFound("consultation")) => None,
            Err(error) => panic!("{error}"),
        }
    }

    /// Saves a title as a further revision.
    async fn retitled(&self, title: &str) {
        let open = self.open(&self.author).await;
        let mut case = open.draft.case.clone();
        let at = case.header.title.clone().unwrap();
        case.header = Header {
            title: Some(diagnostics::At::new(title.to_owned(), at.place)),
            ..case.header
        };
        let draft = Draft::read(&proposal::write(&case));
        let muster = &self.example.muster;
        let saved = muster.save_draft(&self.author, &self.body, &open, &draft);
        saved.await.unwrap();
    }

    /// The title that somebody reads who is asked.
    async fn title(&self) -> String {
        let muster = &self.example.muster;
        let open = muster.consultation(&self.consultee, &self.body, &self.reference);
        let header = open.await.unwrap().public.case.header.clone();
        header.title.unwrap().value
    }
}

#[tokio::test]
async fn nobody_finds_it_before_it_is_opened_and_nobody_else_ever() {
    let asked = Asked::not_yet().await;
    let muster = &asked.example.muster;
    let (notts, bolton) = (notts(), BodyKey::of("Bolton Council"));
    let elsewhere = Invitation {
        name: "Postholder 015".to_owned(),
        sign_in_name: "elsewhere".to_owned(),
        roles: Roles::of([Held {
            role: Role::Consultee,
            scope: Scope::Council(bolton.as_str().to_owned()),
        }]),
        password: "teapot lantern gravel".to_owned(),
    };
    let made = muster.make_account(&Actor::Operator, &elsewhere);
    let elsewhere = Actor::Account {
        id: made.await.unwrap(),
        roles: elsewhere.roles,
    };
    let listed = async |actor: &Actor| muster.consultations(actor, &notts).await.unwrap().len();
    assert_eq!(asked.state(&asked.consultee).await, None);
    assert_eq!(listed(&asked.consultee).await, 0);
    let early = asked.answer(&asked.consultee, "Too early").await;
    assert!(matches!(early, Err(AppError::NotFound("consultation"))));

    asked.opened().await;
    assert_eq!(
        asked.state(&asked.consultee).await,
        Some(ConsultationState::Open)
    );
    assert_eq!(listed(&asked.consultee).await, 1);
    assert_eq!(asked.state(&elsewhere).await, None, "of another council");
    assert_eq!(listed(&elsewhere).await, 0);
    let of_bolton = muster.consultation(&asked.consultee, &bolton, &asked.reference);
    let of_bolton = of_bolton.await;
    assert!(matches!(of_bolton, Err(AppError::NotFound("consultation"))));
    for other in [&asked.author, &asked.hr, &Actor::Operator, &Actor::Public] {
        let refused = muster.consultation(other, &notts, &asked.reference).await;
        assert!(matches!(refused, Err(AppError::Refused(_))));
    }
    let proposal = muster.proposal(&asked.consultee, &notts, &asked.reference);
    let proposal = proposal.await;
    assert!(matches!(proposal, Err(AppError::NotFound("proposal"))));
}

#[tokio::test]
async fn what_is_consulted_on_stays_until_it_is_opened_again() {
    let asked = Asked::new().await;
    let first = asked.title().await;
    asked.retitled("Something else").await;
    assert_eq!(
        asked.title().await,
        first,
        "what is written meanwhile is not seen"
    );
    asked.closed().await;
    assert_eq!(asked.title().await, first);
    let read = asked.open(&asked.author).await.saved.number;
    asked.opened().await;
    assert_eq!(asked.title().await, "Something else");
    let muster = &asked.example.muster;
    let (body, reference, who) = (notts(), &asked.reference, &asked.consultee);
    let late = muster.answer_consultation(who, &body, reference, read - 2, "", "On the first");
    let late = late.await;
    assert!(matches!(
        late,
        Err(AppError::NotAnswered(NotAnswered::Changed))
    ));
    let twice = Consulting {
        from: asked.example.today(),
        until: asked.example.today(),
        with: vec!["GMB".to_owned()],
    };
    let open = asked.open(&asked.author).await;
    let twice = muster.open_consultation(&asked.author, &body, &open, &twice);
    let twice = twice.await;
    assert!(
        matches!(twice, Err(AppError::StepNotAllowed(_))),
        "it is open"
    );
}

#[tokio::test]
async fn answers_are_counted_responded_to_and_read_by_whoever_gave_them() {
    let asked = Asked::new().await;
    let muster = &asked.example.muster;
    let other = somebody(&asked.example, "Postholder 016", Role::Consultee).await;
    let democratic = somebody(&asked.example, "Officer 3", Role::DemocraticServices).await;
    let finance = somebody(&asked.example, "Officer 4", Role::Finance).await;
    let hostile = "<script>alert(1)</script> =1+1 \u{202e}";
    let first = asked.answer(&asked.consultee, hostile).await.unwrap();
    let again = asked.answer(&asked.consultee, hostile).await.unwrap();
    assert_eq!(first, again, "a form that is sent twice is one answer");
    asked
        .answer(&asked.consultee, "A further answer")
        .await
        .unwrap();
    let again = asked.answer(&asked.consultee, hostile).await.unwrap();
    assert_eq!(first, again, "also when others came between");
    asked.example.clock.pass(2 * DAY);
    asked.answer(&other, "Keep the team.").await.unwrap();
    for (words, most) in [(" \n".to_owned(), 0), ("x".repeat(20_001), 20_000)] {
        match asked.answer(&other, &words).await {
            Err(AppError::NoWords) => assert_eq!(most, 0),
            Err(AppError::TooManyWords(limit)) => assert_eq!(most, limit),
            other => panic!("{other:?}"),
        }
    }

    // A name of a union that is too long is not cut off: it would be another's.
    let (body, reference, union) = (&asked.body, &asked.reference, "x".repeat(201));
    let read = muster.consultation(&other, body, reference).await.unwrap();
    let read = read.revision;
    let too_long = muster.answer_consultation(&other, body, reference, read, &union, "No.");
    assert!(matches!(too_long.await, Err(AppError::TooManyWords(200))));

    let open = asked.open(&asked.author).await;
    let tally = muster.answers_counted(&asked.author, &open).await.unwrap();
    assert_eq!((tally.answers, tally.people, tally.waiting), (3, 2, 3));
    let theirs = muster.answers(&asked.author, &open).await.unwrap();
    let people: Vec<_> = theirs.iter().map(|one| (one.person, &one.name)).collect();
    assert_eq!(
        people,
        [(1, &None), (1, &None), (2, &None)],
        "the author reads no name"
    );
    let read = asked.open(&asked.hr).await;
    let named = muster.answers(&asked.hr, &read).await.unwrap();
    assert_eq!(named[2].name.as_deref(), Some("Postholder 016"));
    let read = asked.open(&democratic).await;
    assert_eq!(muster.answers(&democratic, &read).await.unwrap().len(), 3);
    let no = muster.respond_to_answer(&democratic, &read, first, WhatCameOfIt::Changed, "?");
    assert!(matches!(no.await, Err(AppError::Refused(_))));
    let read = asked.open(&finance).await;
    assert!(matches!(
        muster.answers(&finance, &read).await,
        Err(AppError::Refused(_))
    ));

    let read = asked.open(&asked.hr).await;
    let respond = async |words: &str| {
        let outcome = WhatCameOfIt::Unchanged;
        let responded = muster.respond_to_answer(&asked.hr, &read, first, outcome, words);
        responded.await
    };
    let response = respond("The duties go.").await.unwrap();
    assert_eq!(response, respond("The duties go.").await.unwrap());
    let to_response = muster
        .respond_to_answer(&asked.hr, &read, response, WhatCameOfIt::Changed, "?")
        .await;
    assert!(matches!(to_response, Err(AppError::NotFound("answer"))));
    let own = muster.consultation(&asked.consultee, &asked.body, &asked.reference);
    let own = own.await.unwrap().answers;
    assert_eq!(own.len(), 2, "nobody reads what others answered");
    assert_eq!(own[0].words.as_deref(), Some(hostile));
    assert_eq!(own[0].responses[0].words.as_deref(), Some("The duties go."));
}

#[tokio::test]
async fn no_answer_comes_after_the_last_day_the_close_or_the_withdrawal() {
    let asked = Asked::new().await;
    asked
        .answer(&asked.consultee, "In good time")
        .await
        .unwrap();
    let refused = async |state| {
        assert_eq!(asked.state(&asked.consultee).await, Some(state));
        let late = asked.answer(&asked.consultee, "Too late").await;
        let over = NotAnswered::Over(state);
        assert!(matches!(late, Err(AppError::NotAnswered(why)) if why == over));
    };
    asked.example.clock.pass(9 * DAY);
    assert_eq!(
        asked.state(&asked.consultee).await,
        Some(ConsultationState::Open),
        "the last day counts"
    );
    asked.example.clock.pass(DAY);
    refused(ConsultationState::Over).await;
    asked.closed().await;
    refused(ConsultationState::Closed).await;
    let muster = &asked.example.muster;
    let own = muster.consultations(&asked.consultee, &asked.body).await;
    assert_eq!(
        own.unwrap()[0].answers,
        1,
        "whoever answered finds it again"
    );
    let silent = somebody(&asked.example, "Postholder 017", Role::Consultee).await;
    let none = muster.consultations(&silent, &asked.body).await;
    assert_eq!(none.unwrap(), []);

    asked.opened().await;
    let open = asked.open(&asked.author).await;
    let seen = muster.life_of(&open);
    let withdrawn = Step::Withdrawn;
    let taken = take(
        &asked.example,
        &asked.author,
        &open,
        &seen,
        &withdrawn,
        Some("Why"),
    );
    taken.await.unwrap();
    refused(ConsultationState::Withdrawn).await;
}

#[tokio::test]
async fn a_consultation_that_is_open_when_comments_are_asked_for_can_be_closed() {
    let asked = Asked::new().await;
    let open = asked.open(&asked.author).await;
    let muster = &asked.example.muster;
    let seen = muster.life_of(&open);
    let sent = Step::SentForComments {
        revision: open.saved.number,
    };
    let taken = take(&asked.example, &asked.author, &open, &seen, &sent, None);
    taken.await.unwrap();
    asked.answer(&asked.consultee, "Still open").await.unwrap();
    asked.closed().await;
    assert_eq!(
        asked.state(&asked.consultee).await,
        Some(ConsultationState::Closed)
    );
}

#[tokio::test]
async fn words_are_erased_by_whoever_wrote_them_and_kept_while_they_write() {
    let asked = Asked::new().await;
    let (muster, body, reference) = (&asked.example.muster, notts(), &asked.reference);
    let who = &asked.consultee;
    let secret = "Postholder 099 is ill";
    let number = asked.answer(who, secret).await.unwrap();
    let other = somebody(&asked.example, "Postholder 016", Role::Consultee).await;
    let not_own = muster.erase_answer(&other, &body, reference, number).await;
    assert!(matches!(not_own, Err(AppError::NotFound(_))));
    muster
        .erase_answer(who, &body, reference, number)
        .await
        .unwrap();
    let open = asked.open(&asked.hr).await;
    let answers = muster.answers(&asked.hr, &open).await.unwrap();
    assert_eq!((answers.len(), &answers[0].words), (1, &None));
    assert!(!answers[0].waits());

    let kept = muster.keep_answer(who, &body, reference, "words=Half+an".to_owned());
    kept.await.unwrap();
    let theirs = muster.kept_answer(who, &body, reference).await.unwrap();
    assert_eq!(theirs.unwrap().content, "words=Half+an");
    let not_theirs = muster.kept_answer(&other, &body, reference).await;
    assert_eq!(not_theirs.unwrap(), None);
    let let_go = muster.let_go_of_answer(who, &body, reference);
    let_go.await.unwrap();
    let theirs = muster.kept_answer(who, &body, reference).await;
    assert_eq!(theirs.unwrap(), None);
}

#[tokio::test]
async fn those_whom_it_concerns_are_told_and_new_answers_once_a_day() {
    let asked = Asked::not_yet().await;
    let muster = &asked.example.muster;
    let staff = somebody(&asked.example, "Officer 3", Role::Staff).await;
    muster.tell_of_steps(false).await.unwrap();
    asked.opened().await;
    let told = async |actor: &Actor| {
        muster.tell_of_steps(false).await.unwrap();
        let told = muster.notices(actor).await.unwrap().into_iter();
        told.map(|one| one.kind).collect::<Vec<_>>()
    };
    assert_eq!(told(&asked.consultee).await, [NoticeKind::AnswerAsked]);
    assert_eq!(told(&asked.hr).await, []);
    let first = asked.answer(&asked.consultee, "One").await.unwrap();
    asked.answer(&asked.consultee, "Two").await.unwrap();
    for responds in [&asked.author, &asked.hr] {
        assert_eq!(told(responds).await, [NoticeKind::AnswersGiven]);
    }
    asked.example.clock.pass(DAY);
    asked.answer(&asked.consultee, "Three").await.unwrap();
    assert_eq!(told(&asked.hr).await.len(), 2);
    let open = asked.open(&asked.hr).await;
    let met = muster.respond_to_answer(&asked.hr, &open, first, WhatCameOfIt::Changed, "Yes.");
    met.await.unwrap();
    let theirs = told(&asked.consultee).await;
    assert_eq!(theirs, [NoticeKind::AnswerMet, NoticeKind::AnswerAsked]);
    assert_eq!(told(&staff).await, []);
}
