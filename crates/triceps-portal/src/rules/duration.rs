//! How long a duration is.

use crate::config::IsoDuration;

/// Seconds of a duration; `None` if they are more than a 64-bit number holds.
pub(super) fn seconds(duration: &IsoDuration) -> Option<u64> {
    let mut total = 0_u64;
    let mut number = 0_u64;
    for character in duration.as_str().chars() {
        let unit = match character {
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            digit => {
                if let Some(digit) = digit.to_digit(10) {
                    number = number.checked_mul(10)?.checked_add(digit.into())?;
                }
                continue;
            }
        };
        total = total.checked_add(number.checked_mul(unit)?)?;
        number = 0;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_counted_in_seconds() {
        for (text, expected) in [
            ("PT1S", Some(1)),
            ("PT1H30M", Some(5_400)),
            ("P1DT1M", Some(86_460)),
            ("P2D", Some(172_800)),
            ("PT0S", Some(0)),
            ("P", Some(0)),
            ("P99999999999999999999D", None),
        ] {
            assert_eq!(seconds(&text.parse().unwrap()), expected, "{text}");
        }
    }
}
