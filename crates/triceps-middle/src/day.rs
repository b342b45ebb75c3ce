//! Days of the calendar.

/// A day.
///
/// ```
/// use triceps_middle::Day;
///
/// let day = Day::parse("2024-03-01").expect("a day");
/// assert_eq!(day.days_since(Day::parse("2024-02-28").expect("a day")), 2);
/// assert_eq!(day, Day::since_1970(19_783));
/// assert_eq!(Day::parse("2023-02-29"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i32);

impl Day {
    /// The day that is a number of days after 1970-01-01, as clocks count.
    pub const fn since_1970(days: i32) -> Self {
        Self(days)
    }

    /// Reads `2024-03-01`; none for what is not a day.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_dated = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !is_dated {
            return None;
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<i32>().ok();
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 => 28 + i32::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if year == 0 || !(1..=length).contains(&day) {
            return None;
        }
        // Years begin in March here, so that the day of a leap year is the last one.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
        Some(Self(days - 719_468))
    }

    /// How many days this one is after another; negative where it is before it.
    pub const fn days_since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn months_have_their_lengths() {
        let firsts = [
            "2023-01-01",
            "2023-02-01",
            "2023-03-01",
            "2023-04-01",
            "2023-05-01",
            "2023-06-01",
            "2023-07-01",
            "2023-08-01",
            "2023-09-01",
            "2023-10-01",
            "2023-11-01",
            "2023-12-01",
            "2024-01-01",
        ]
        .map(|text| Day::parse(text).expect("a day"));
        let lengths: Vec<i32> = firsts.windows(2).map(|pair| pair[1].days_since(pair[0])).collect();
        assert_eq!(lengths, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    }
}
