//! Points in time, as the compiler rewrites them in templates of others.

/// A text that is a point in time, written anew; none for any other text.
pub(super) fn rewritten(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if !(19..=40).contains(&bytes.len()) || bytes[10] != b'T' || !text.is_ascii() {
        return None;
    }
    let number = |from: usize, to: usize, after: u8| {
        let is_separated = bytes.get(to).is_none_or(|byte| *byte == after) || after == 0;
        let digits = bytes.get(from..to).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        is_separated.then(|| digits.iter().fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0')))
    };
    let (year, month, day) = (number(0, 4, b'-')?, number(5, 7, b'-')?, number(8, 10, b'T')?);
    let (hour, minute, second) = (number(11, 13, b':')?, number(14, 16, b':')?, number(17, 19, 0)?);
    let is_date = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    let is_time = (hour < 24 && minute < 60 && second < 60) || (hour == 24 && minute == 0 && second == 0);
    if !is_date || !is_time {
        return None;
    }
    let rest = &text[19..];
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if end == 0 || end > 7 {
                return None;
            }
            rest.split_at(end)
        }
        None => ("", rest),
    };
    let fraction = fraction.trim_end_matches('0');
    let fraction = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
    let (offset, zone) = match zone {
        "" => (0, ""),
        "Z" => (0, "Z"),
        _ => (offset(zone)?, "+00:00"),
    };
    let seconds = day_number(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset;
    let (year, month, day) = date(seconds.div_euclid(86_400));
    if !(1..=9999).contains(&year) {
        return None;
    }
    let time = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"))
}

/// Whether a point in time has an offset from UTC that it does not have when it is written anew.
pub(super) fn loses_offset(text: &str, rewritten: &str) -> bool {
    rewritten.ends_with("+00:00") && !text.ends_with("+00:00")
}

/// `+02:00`, `-0530`, `+02`: in seconds.
fn offset(zone: &str) -> Option<i64> {
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.len() {
        2 => (digits, "0"),
        4 => digits.split_at(2),
        5 => digits.split_once(':')?,
        _ => return None,
    };
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok());
    let (hours, minutes) = (number(hours)??, number(minutes)??);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

fn days(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since the start of March of the year 0.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let month = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (month * 153 + 2) / 5 + day - 1
}

fn date(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{loses_offset, rewritten};

    #[test]
    fn times_are_rewritten() {
        for (text, expected) in [
            ("2020-01-02T03:04:05.0000000Z", "2020-01-02T03:04:05Z"),
            ("2020-01-01T00:00:00.000Z", "2020-01-01T00:00:00Z"),
            ("2020-01-01T00:00:00.120Z", "2020-01-01T00:00:00.12Z"),
            ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"),
            ("2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"),
            ("1950-06-01T12:00:00Z", "1950-06-01T12:00:00Z"),
            ("2020-01-02T03:04:05+02:00", "2020-01-02T01:04:05+00:00"),
            ("2020-01-01T01:00:00+0200", "2019-12-31T23:00:00+00:00"),
            ("2020-12-31T24:00:00", "2021-01-01T00:00:00"),
        ] {
            assert_eq!(rewritten(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "2020-01-02",
            "2020-01-02 03:04:05Z",
            "2021-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2020-13-01T00:00:00Z",
            "2020-01-01T25:00:00Z",
            "2020-01-01T00:00:00.12345678Z",
            "2020-01-01T00:00:00X",
            "2020-01-01T00:00:00.Z",
            "[utcNow('yyyy-MM-ddTHH:mm')]",
        ] {
            assert_eq!(rewritten(text), None, "{text}");
        }
        let lost = ["2020-01-02T03:04:05+02:00", "2020-01-02T03:04:05+00:00", "2020-01-02T03:04:05Z"]
            .map(|text| loses_offset(text, &rewritten(text).expect("a time")));
        assert_eq!(lost, [true, false, false]);
    }
}
