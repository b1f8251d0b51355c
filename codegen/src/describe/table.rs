//! Columns of text.

use watershed_grammar::visible::visible;

/// Rows with aligned columns, the first one above them; nothing stands behind the last text of a line.
pub fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    // A text of a source is one cell in one line, and as wide as it is shown.
    let one_line = |cell: &String| visible(cell.clone()).replace('\n', "\\n").replace('\t', "\\t");
    let rows: Vec<[String; N]> = rows.iter().map(|row| std::array::from_fn(|column| one_line(&row[column]))).collect();
    let head = head.map(str::to_owned);
    let all = || std::iter::once(&head).chain(&rows);
    let widths: [usize; N] =
        std::array::from_fn(|column| all().map(|row| row[column].chars().count()).max().unwrap_or_default());
    let mut text = String::new();
    for row in all() {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
