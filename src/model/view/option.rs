//! The view's settings that have a fixed list of values.

macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal),+ $(,)? }
     default $default:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// All values, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The value as the address has it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value that the address means.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Default for $name {
            fn default() -> Self { Self::$default }
        }
    };
}

choices! {
    /// How many rows a page has.
    PageSize {
        /// 10 rows.
        Ten = "10",
        /// 20 rows.
        Twenty = "20",
        /// 50 rows.
        Fifty = "50",
        /// 100 rows, the vendor's largest page.
        Hundred = "100",
    } default Twenty
}

impl PageSize {
    /// The number of rows.
    pub const fn rows(self) -> i64 {
        match self {
            PageSize::Ten => 10,
            PageSize::Twenty => 20,
            PageSize::Fifty => 50,
            PageSize::Hundred => 100,
        }
    }
}

choices! {
    /// How often the rows are asked for again.
    Refresh {
        /// Only when the user says so.
        Off = "0",
        /// Every 10 seconds.
        Ten = "10",
        /// Every 30 seconds.
        Thirty = "30",
        /// Every minute.
        Minute = "60",
        /// Every five minutes.
        FiveMinutes = "300",
    } default Thirty
}

impl Refresh {
    /// The interval in seconds, or `None` when off.
    pub const fn seconds(self) -> Option<i64> {
        match self {
            Refresh::Off => None,
            Refresh::Ten => Some(10),
            Refresh::Thirty => Some(30),
            Refresh::Minute => Some(60),
            Refresh::FiveMinutes => Some(300),
        }
    }
}

choices! {
    /// The zone in which times are shown and days begin.
    ZoneChoice {
        /// The vendor's.
        Vendor = "vendor",
        /// The browser's.
        Local = "local",
        /// UTC.
        Utc = "utc",
    } default Vendor
}

choices! {
    /// The height of the rows.
    Density {
        /// 32 px.
        Compact = "compact",
        /// 40 px.
        Normal = "normal",
    } default Normal
}

choices! {
    /// Light or dark.
    Theme {
        /// As the system has it.
        Auto = "auto",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    } default Auto
}

choices! {
    /// The languages of the panel.
    Language {
        /// English.
        English = "en",
        /// Simplified Chinese.
        Chinese = "zh-CN",
    } default English
}
