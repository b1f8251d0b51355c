//! Loops: what a function writes starts it again.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use watershed_grammar::{Diagnostic, Diagnostics, codes};

use super::{Graph, Node, SHOWN};
use crate::model::{FunctionId, Grant, Reach};

/// Reports one loop, the shortest of its first function, for everything that hangs together.
pub fn check(graph: &Graph<'_>, diagnostics: &mut Diagnostics) {
    for group in together(&graph.next) {
        let inside: HashSet<Node> = group.iter().copied().collect();
        let Some(first) = group.iter().copied().filter(|node| graph.function(*node).is_some()).min() else { continue };
        let path = shortest(graph, first, &inside);
        diagnostics.extend_some(report(graph, &path));
    }
}

fn report(graph: &Graph<'_>, path: &[Node]) -> Option<Diagnostic> {
    let first = *path.first()?;
    let handle = |pair: &[Node]| handle(graph, pair[0], pair[1]);
    let grant = path.windows(2).find_map(handle)?;
    let message = format!("{} starts itself: {}", graph.name(first), graph.path(path));
    let mut wrong = Diagnostic::error(codes::LOOP, grant.at, message).label("from here");
    for pair in path.windows(2).take(2 * SHOWN).skip(1) {
        if let Some(grant) = handle_of_later(graph, pair, grant) {
            wrong = wrong.also(grant.at, "and here");
        }
    }
    let starts = path.iter().take(2 * SHOWN + 1).skip(1).filter_map(|node| graph.function(*node));
    for function in starts {
        wrong = wrong.also(function.trigger_at, format!("starts `{}`", function.identity.id));
    }
    Some(wrong.help("write to something that does not lead back here"))
}

fn handle_of_later<'a>(graph: &Graph<'a>, pair: &[Node], first: &Grant) -> Option<&'a Grant> {
    handle(graph, pair[0], pair[1]).filter(|grant| grant.at != first.at)
}

/// The handle by which a component reaches the next node of a path.
fn handle<'a>(graph: &Graph<'a>, from: Node, to: Node) -> Option<&'a Grant> {
    graph.identity(from)?;
    let leads = |grant: &&Grant| match (grant.to, graph.resource(to)) {
        (Reach::Resource(id), Some(resource)) => graph.same.first(id) == resource && graph.targets(grant).contains(&to),
        (Reach::Function(FunctionId(index)), None) => index == to.0,
        _ => false,
    };
    graph.grants_of(from).iter().find(leads)
}

/// The shortest way from a node back to it.
fn shortest(graph: &Graph<'_>, first: Node, inside: &HashSet<Node>) -> Vec<Node> {
    let mut before: HashMap<Node, Node> = HashMap::new();
    let mut waiting = VecDeque::from([first]);
    while let Some(node) = waiting.pop_front() {
        for next in graph.next[node.0].iter().copied().filter(|next| inside.contains(next)) {
            if next == first {
                let mut path = vec![first, node];
                while let Some(earlier) =
                    path.last().filter(|last| **last != first).and_then(|last| before.get(last).copied())
                {
                    path.push(earlier);
                }
                if path.last() != Some(&first) {
                    path.push(first);
                }
                path.reverse();
                path.dedup();
                return if path.len() == 1 { vec![first, first] } else { path };
            }
            if let Entry::Vacant(place) = before.entry(next) {
                place.insert(node);
                waiting.push_back(next);
            }
        }
    }
    Vec::new()
}

/// Nodes that reach each other, or one that reaches itself: the strongly connected components after Tarjan, without
/// recursion, because a chain may be as long as the application.
fn together(next: &[Vec<Node>]) -> Vec<Vec<Node>> {
    const UNSEEN: usize = usize::MAX;
    let (mut index, mut low) = (vec![UNSEEN; next.len()], vec![0; next.len()]);
    let (mut stack, mut on_stack) = (Vec::new(), vec![false; next.len()]);
    let (mut count, mut found) = (0, Vec::new());
    for root in 0..next.len() {
        if index[root] != UNSEEN {
            continue;
        }
        let mut calls = vec![(root, 0)];
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                (index[node], low[node]) = (count, count);
                count += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            match next[node].get(edge) {
                Some(Node(to)) => {
                    calls.push((node, edge + 1));
                    if index[*to] == UNSEEN {
                        calls.push((*to, 0));
                    } else if on_stack[*to] {
                        low[node] = low[node].min(index[*to]);
                    }
                }
                None => {
                    if let Some((parent, _)) = calls.last() {
                        low[*parent] = low[*parent].min(low[node]);
                    }
                    if low[node] == index[node] {
                        let mut group = Vec::new();
                        while let Some(member) = stack.pop() {
                            on_stack[member] = false;
                            group.push(Node(member));
                            if member == node {
                                break;
                            }
                        }
                        if group.len() > 1 || next[node].contains(&Node(node)) {
                            found.push(group);
                        }
                    }
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Node, together};

    fn groups(edges: &[(usize, usize)], nodes: usize) -> Vec<Vec<usize>> {
        let mut next = vec![Vec::new(); nodes];
        for (from, to) in edges {
            next[*from].push(Node(*to));
        }
        let mut groups: Vec<Vec<usize>> =
            together(&next).into_iter().map(|group| group.into_iter().map(|node| node.0).collect()).collect();
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort();
        groups
    }

    #[test]
    fn what_hangs_together_is_found() {
        assert_eq!(groups(&[(0, 1), (1, 2), (2, 3)], 4), Vec::<Vec<usize>>::new());
        assert_eq!(groups(&[(0, 0)], 1), [[0]]);
        assert_eq!(groups(&[(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)], 4), [[0, 1], [2, 3]]);
        assert_eq!(groups(&[(0, 1), (1, 2), (2, 0), (2, 3), (3, 1)], 4), [[0, 1, 2, 3]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<(usize, usize)> = (0..200_000).map(|node| (node, (node + 1) % 200_000)).collect();
        assert_eq!(groups(&edges, 200_000).len(), 1);
    }
}
