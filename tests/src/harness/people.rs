//! Who there is in the fixture. Everybody has the same password.

pub const PASSWORD: &str = "кінь батарея скріпка";

macro_rules! people {
    ($($(#[$doc:meta])* $name:ident = $login:literal),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Person {
            $($(#[$doc])* $name,)+
        }

        impl Person {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            #[must_use]
            pub const fn login(self) -> &'static str {
                match self {
                    $(Self::$name => $login,)+
                }
            }
        }
    };
}

people! {
    DispatcherA = "dispatcher.a",
    DispatcherB = "dispatcher.b",
    AdministratorA = "administrator.a",
    AdministratorB = "administrator.b",
    /// Another system, inside community A.
    IntegrationA = "integration.a",
    StaffWaterA = "staff.water.a",
    LeadWaterA = "lead.water.a",
    /// Of another utility of the same community.
    StaffHousingA = "staff.housing.a",
    /// Another system, inside the water utility of A.
    IntegrationWaterA = "integration.water.a",
    StaffWaterB = "staff.water.b",
    /// Of the region's utility, which serves every community.
    StaffElectricity = "staff.electricity",
    Coordinator = "coordinator",
    RegionAdministrator = "region.administrator",
    /// Another system, over the whole region.
    IntegrationRegion = "integration.region",
    /// The administrator of another region.
    Elsewhere = "administrator.elsewhere",
}
