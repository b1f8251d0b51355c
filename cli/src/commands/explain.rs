//! `watershed explain`

use watershed_grammar::{codes, suggest};

use crate::{Exit, terminal};

/// Tells the story of one code, or names them all.
pub fn run(code: Option<&str>) -> Exit {
    let Some(code) = code else {
        for row in codes::TABLE {
            terminal::data(&format!("{}  {}\n", row.code, row.title));
        }
        return Exit::Fine;
    };
    match codes::explain(code) {
        Some(row) => {
            terminal::data(&format!("{}: {}\n\n{}\n", row.code, row.title, row.text));
            Exit::Fine
        }
        None => {
            let known: Vec<&str> = codes::TABLE.iter().map(|row| row.code.as_str()).collect();
            terminal::say(&format!("error: there is no code `{code}`"));
            terminal::say(&format!("help: {}", suggest::help(&code.to_ascii_uppercase(), &known)));
            Exit::Failed
        }
    }
}
