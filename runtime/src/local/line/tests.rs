use super::*;

const VISIBILITY: Duration = Duration::from_secs(30);

fn posted(body: &str, group: Option<&str>) -> Posted {
    Posted { body: Body::Message(body.to_owned()), group: group.map(str::to_owned), trace: Trace::default() }
}

fn text(posted: &Posted) -> &str {
    match &posted.body {
        Body::Message(body) => body,
        other => panic!("{other:?}"),
    }
}

fn take(line: &mut Line, now: Instant) -> Option<Handed> {
    match line.take(now, VISIBILITY) {
        Next::Handed(handed) => Some(*handed),
        Next::At(_) | Next::Nothing => None,
    }
}

fn taken(line: &mut Line, now: Instant) -> Vec<String> {
    std::iter::from_fn(|| take(line, now)).map(|handed| text(&handed.posted).to_owned()).collect()
}

#[test]
fn a_message_in_hands_is_hidden_until_its_time_is_over() {
    let (mut line, now) = (Line::new(false, 5), Instant::now());
    line.put(posted("a", None), now);
    let first = take(&mut line, now).unwrap();
    assert!(matches!(line.take(now, VISIBILITY), Next::At(at) if at == now + VISIBILITY));
    let second = take(&mut line, now + VISIBILITY).unwrap();
    // Who was too slow has it no more.
    assert!(!line.done(&first) && line.done(&second));
    assert!(matches!(line.take(now + VISIBILITY, VISIBILITY), Next::Nothing));
}

#[test]
fn a_delayed_message_waits() {
    let (mut line, now) = (Line::new(false, 5), Instant::now());
    let later = now + Duration::from_secs(5);
    line.put(posted("later", None), later);
    line.put(posted("now", None), now);
    assert_eq!(taken(&mut line, now), ["now"]);
    assert_eq!(taken(&mut line, later), ["later"]);
}

#[test]
fn what_fails_too_often_is_a_dead_letter_until_it_is_redriven() {
    let (mut line, now) = (Line::new(false, 2), Instant::now());
    line.put(posted("a", None), now);
    let handed = take(&mut line, now).unwrap();
    assert!(!line.failed(&handed, now, "first"));
    let handed = take(&mut line, now).unwrap();
    assert!(line.failed(&handed, now, "second"));
    assert_eq!((line.dead()[0].receives, line.dead()[0].reason.as_str()), (2, "second"));
    assert_eq!(line.depth(), Depth { waiting: 0, in_flight: 0, dead: 1 });
    assert_eq!((line.redrive(Some(99), now), line.redrive(None, now)), (0, 1));
    // It has all of its attempts again.
    let handed = take(&mut line, now).unwrap();
    assert!(!line.failed(&handed, now, "once more"));
}

#[test]
fn what_never_comes_back_is_a_dead_letter_too() {
    let (mut line, now) = (Line::new(false, 1), Instant::now());
    line.put(posted("a", None), now);
    take(&mut line, now).unwrap();
    assert!(take(&mut line, now + VISIBILITY).is_none());
    assert_eq!(line.depth().dead, 1);
}

#[test]
fn a_group_waits_for_its_first_message_and_others_do_not() {
    let (mut line, now) = (Line::new(true, 2), Instant::now());
    for (body, group) in [("a1", "a"), ("a2", "a"), ("b1", "b")] {
        line.put(posted(body, Some(group)), now);
    }
    let first = take(&mut line, now).unwrap();
    assert_eq!(taken(&mut line, now), ["b1"]);
    assert!(!line.failed(&first, now, "again"));
    let again = take(&mut line, now).unwrap();
    assert_eq!(text(&again.posted), "a1");
    // A dead letter holds nobody up.
    assert!(line.failed(&again, now, "given up"));
    assert_eq!(taken(&mut line, now), ["a2"]);
}

#[test]
fn groups_of_a_queue_without_order_do_not_wait() {
    let (mut line, now) = (Line::new(false, 2), Instant::now());
    line.put(posted("a1", Some("a")), now);
    line.put(posted("a2", Some("a")), now);
    assert_eq!(taken(&mut line, now), ["a1", "a2"]);
}

#[cfg(feature = "testing")]
#[test]
fn the_next_that_can_be_taken_is_the_first_of_its_group() {
    let (mut line, now) = (Line::new(true, 2), Instant::now());
    let later = now + VISIBILITY;
    line.put(posted("a1", Some("a")), now);
    line.put(posted("a2", Some("a")), now);
    let first = take(&mut line, now).unwrap();
    assert_eq!(line.next_visible(), None);
    line.failed(&first, later, "again");
    assert_eq!(line.next_visible(), Some(later));
}
