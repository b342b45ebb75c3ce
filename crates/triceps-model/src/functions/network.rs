//! Functions of networks and time.

use super::functions;
use crate::expr::Object;

functions! {
    /// The address of a host: number `index` of the network, from 0.
    ///
    /// ```
    /// # use triceps::functions::cidr_host;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("gateway", cidr_host("10.0.0.0/24", 0));
    /// assert_eq!(t.check()?.to_bicep(), "output gateway string = cidrHost('10.0.0.0/24', 0)\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn cidr_host(network: String, index: i64) -> String = "cidrHost";
    /// Subnet number `index` (from 0) with a prefix of `length` bits.
    ///
    /// ```
    /// # use triceps::functions::cidr_subnet;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("second", cidr_subnet("10.0.0.0/16", 24, 1));
    /// assert_eq!(t.check()?.to_bicep(), "output second string = cidrSubnet('10.0.0.0/16', 24, 1)\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn cidr_subnet(network: String, length: i64, index: i64) -> String = "cidrSubnet";
    /// The parts of a network: `network`, `netmask`, `broadcast`, `firstUsable`, `lastUsable`, `cidr`.
    ///
    /// ```
    /// # use triceps::functions::parse_cidr;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output_as::<String>("mask", parse_cidr("10.0.0.0/24").prop("netmask"));
    /// assert_eq!(t.check()?.to_bicep(), "output mask string = parseCidr('10.0.0.0/24').netmask\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn parse_cidr(network: String) -> Object = "parseCidr";
    /// Adds an ISO 8601 duration, as `P1D`, to a point in time.
    ///
    /// ```
    /// # use triceps::functions::{date_time_add, utc_now};
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let now = t.param(Param::string("now").default(utc_now("u")));
    /// t.output("expires", date_time_add(&now, "P90D"));
    /// assert!(t.check()?.to_bicep().ends_with("output expires string = dateTimeAdd(now, 'P90D')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn date_time_add(base: String, duration: String) -> String = "dateTimeAdd";
    /// The point in time this number of seconds after 1970.
    ///
    /// ```
    /// # use triceps::functions::date_time_from_epoch;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("time", date_time_from_epoch(1_700_000_000));
    /// assert_eq!(t.check()?.to_bicep(), "output time string = dateTimeFromEpoch(1700000000)\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn date_time_from_epoch(seconds: i64) -> String = "dateTimeFromEpoch";
    /// Seconds from 1970 to a point in time.
    ///
    /// ```
    /// # use triceps::functions::date_time_to_epoch;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("seconds", date_time_to_epoch("2027-01-01T00:00:00Z"));
    /// assert_eq!(t.check()?.to_bicep(), "output seconds int = dateTimeToEpoch('2027-01-01T00:00:00Z')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn date_time_to_epoch(time: String) -> i64 = "dateTimeToEpoch";
}
