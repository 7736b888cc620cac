//! The closed vocabularies of the catalogue. Each word has one spelling, which is the same in
//! the catalogue's file, in the database and on the wire.

use crate::db::words;

words! {
    /// How soon a call must be seen to; the order is that of the queue.
    Urgency {
        Life = "life",
        Urgent = "urgent",
        Standard = "standard",
        Routine = "routine",
        /// Statutory: its terms are counted in days, by law.
        Formal = "formal",
        /// Answered at once: there is nothing to assign.
        Information = "information",
    }
}

words! {
    Group {
        Gas = "gas",
        Lift = "lift",
        Power = "power",
        Water = "water",
        Sewer = "sewer",
        Roads = "roads",
        Heat = "heat",
        Greenery = "greenery",
        House = "house",
        Waste = "waste",
        Lighting = "lighting",
        Transport = "transport",
        Other = "other",
        Resilience = "resilience",
        Billing = "billing",
        Formal = "formal",
    }
}

words! {
    /// What has to be known about the place before the responsible utility can be named.
    RouteBy {
        Settlement = "settlement",
        Territory = "territory",
        /// On which side of the house inlet the fault lies.
        Boundary = "boundary",
        NetworkSide = "network_side",
        ObjectOwner = "object_owner",
        RoadOwner = "road_owner",
        NearestPoint = "nearest_point",
        TransportRoute = "transport_route",
        Subject = "subject",
        BuildingManager = "building_manager",
        BuildingLift = "building_lift",
        BuildingPower = "building_power",
        BuildingHeat = "building_heat",
        BuildingOutageQueue = "building_outage_queue",
        BuildingProvider = "building_provider",
    }
}

words! {
    UtilityKind {
        Electricity = "electricity",
        Gas = "gas",
        Water = "water",
        Heat = "heat",
        Housing = "housing",
        Lifts = "lifts",
        /// Public places and greenery (благоустрій).
        Improvement = "improvement",
        Roads = "roads",
        Lighting = "lighting",
        Waste = "waste",
    }
}
