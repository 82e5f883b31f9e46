//! What articles are in a Parquet table? Each row is a record, its columns found by their names.
//!
//! Rows are read one after the other; a page that is damaged ends the table, and what came before it is kept.

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

use super::records::Records;
use super::rows::{is_date, order_of, refuses};
use crate::readers::record::{Intake, one_line};

/// Reads a file.
pub(super) fn read(content: &[u8], intake: &mut Intake<'_>) {
    let reader = match SerializedFileReader::new(Bytes::copy_from_slice(content)) {
        Ok(reader) => reader,
        Err(error) => {
            let error = one_line(&error.to_string());
            return intake.skip(None, format!("this is no Parquet table, or a part of one ({error}); fetch it again"));
        }
    };
    let names: Vec<String> =
        reader.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name().to_owned()).collect();
    if let Some(reason) = refuses(&names, intake.mapping()) {
        return intake.skip(None, reason);
    }
    let dates: Vec<&String> = names.iter().filter(|name| is_date(name, intake.mapping())).collect();
    let order = order_of(sample(&reader, &dates).iter().map(String::as_str));
    let mut records = Records::new(intake);
    records.set_order(order);
    match reader.get_row_iter(None) {
        Ok(rows) => take_rows(rows, &mut records),
        Err(error) => records.skip(format!("the rows cannot be read ({})", one_line(&error.to_string()))),
    }
    records.finish();
}

fn take_rows(rows: impl Iterator<Item = parquet::errors::Result<Row>>, records: &mut Records<'_, '_>) {
    for row in rows {
        match row {
            Ok(row) => records.take(object_of(&row)),
            Err(error) => {
                let error = one_line(&error.to_string());
                return records.skip(format!("the table is damaged from here on ({error})"));
            }
        }
    }
}

/// The first values of the columns of dates.
fn sample(reader: &SerializedFileReader<Bytes>, dates: &[&String]) -> Vec<String> {
    const ROWS: usize = 1000;
    let Ok(rows) = reader.get_row_iter(None) else { return Vec::new() };
    let mut values = Vec::new();
    for row in rows.take(if dates.is_empty() { 0 } else { ROWS }).map_while(Result::ok) {
        let cells = row.get_column_iter().filter(|(name, _)| dates.contains(name));
        values.extend(
            cells.filter_map(|(_, cell)| if let Field::Str(words) = cell { Some(words.clone()) } else { None }),
        );
    }
    values
}

fn object_of(row: &Row) -> Map<String, Value> {
    row.get_column_iter().map(|(name, field)| (name.clone(), value_of(field))).collect()
}

fn value_of(field: &Field) -> Value {
    const MILLISECONDS_A_DAY: i64 = 86_400_000;
    match field {
        Field::Str(words) => Value::String(words.clone()),
        Field::Bytes(bytes) => {
            std::str::from_utf8(bytes.data()).map_or(Value::Null, |words| Value::String(words.to_owned()))
        }
        // Dates and times are written out, so that they are read as such whatever the number.
        Field::Date(days) => written(i64::from(*days) * MILLISECONDS_A_DAY),
        Field::TimestampMillis(time) => written(*time),
        Field::TimestampMicros(time) => written(*time / 1000),
        Field::Group(row) => Value::Object(object_of(row)),
        Field::ListInternal(list) => Value::Array(list.elements().iter().map(value_of).collect()),
        Field::Bool(value) => Value::Bool(*value),
        Field::Byte(number) => (*number).into(),
        Field::Short(number) => (*number).into(),
        Field::Int(number) => (*number).into(),
        Field::Long(number) => (*number).into(),
        Field::UByte(number) => (*number).into(),
        Field::UShort(number) => (*number).into(),
        Field::UInt(number) => (*number).into(),
        Field::ULong(number) => (*number).into(),
        Field::Float(number) => f64::from(*number).into(),
        Field::Double(number) => (*number).into(),
        _ => Value::Null,
    }
}

fn written(milliseconds: i64) -> Value {
    chrono::DateTime::from_timestamp_millis(milliseconds).map_or(Value::Null, |time| Value::String(time.to_rfc3339()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use crate::model::Format;
    use crate::readers::testing::read_file;

    /// A table of two rows.
    fn table(text: &str) -> Vec<u8> {
        let schema = format!(
            "message rows {{ required int64 id; required binary headline (UTF8); required binary {text} (UTF8); required int32 pub_date (DATE); }}"
        );
        let schema = Arc::new(parse_message_type(&schema).unwrap());
        let mut bytes = Vec::new();
        let mut writer =
            SerializedFileWriter::new(&mut bytes, schema, Arc::new(WriterProperties::builder().build())).unwrap();
        let mut rows = writer.next_row_group().unwrap();
        let words = |words: &[&str]| words.iter().map(|words| ByteArray::from(*words)).collect::<Vec<_>>();
        let mut column = rows.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&[7, 8], None, None).unwrap();
        column.close().unwrap();
        for values in [words(&["Ferry", "Ice"]), words(&["It left.\n\nIt was late.", "Melts."])] {
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
            column.close().unwrap();
        }
        let mut column = rows.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&[19859, 19860], None, None).unwrap();
        column.close().unwrap();
        rows.close().unwrap();
        writer.close().unwrap();
        bytes
    }

    #[test]
    fn rows_are_records() {
        let found = read_file("a.parquet", &table("body"));
        let [Ok(first), Ok(second)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(
            (first.title(), first.record_id.as_deref(), first.source.format),
            ("Ferry", Some("7"), Format::Parquet)
        );
        assert_eq!(
            (first.text.paragraph_count(), first.published.unwrap().first.to_string().as_str()),
            (2, "2024-05-16")
        );
        assert_eq!(second.title(), "Ice");
    }

    #[test]
    fn what_is_cut_off_or_has_no_known_columns_is_told_of() {
        let whole = table("body");
        for bytes in [&whole[..40], b"PAR1", &table("verhaal")[..]] {
            let found = read_file("a.parquet", bytes);
            assert!(
                found.iter().all(|found| found.as_ref().is_err_and(|p| p.skipped) || bytes.len() > 40),
                "{found:?}"
            );
        }
    }
}
