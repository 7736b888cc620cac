-- An appeal: what is wrong, where, whose it is, how far it has come. Persons are not here
-- but with their calls, so that the queue, the utility and the counters never touch them.
CREATE TABLE appeals (
  community_id           uuid NOT NULL,
  id                     uuid NOT NULL,
  region_id              uuid NOT NULL,
  number                 bigint NOT NULL,
  tracking_code          text NOT NULL,
  kind                   text NOT NULL CHECK (kind IN ('operational', 'statutory', 'consultation')),
  state                  text NOT NULL CHECK (state IN ('registered', 'assigned', 'in_work', 'reported',
                           'rework', 'declined', 'handing_over', 'handed_over', 'closed')),
  result                 text CHECK (result IN ('resolved', 'explained', 'refused', 'withdrawn',
                           'resolved_elsewhere')),
  service_code           text NOT NULL,
  urgency                text NOT NULL,
  building_id            uuid,
  place                  text NOT NULL,
  responsible_utility_id uuid,
  utility_id             uuid,
  callers                integer NOT NULL DEFAULT 1 CHECK (callers > 0),
  returns                integer NOT NULL DEFAULT 0,
  registered_at          timestamptz NOT NULL,
  registered_by          uuid,
  acknowledge_due_at     timestamptz,
  resolve_due_at         timestamptz,
  due_at                 timestamptz NOT NULL,
  acknowledged_at        timestamptz,
  reported_at            timestamptz,
  closed_at              timestamptz,
  acknowledge_missed_at  timestamptz,
  resolve_missed_at      timestamptz,
  -- the hand-over that this appeal was offered by last, and the one by which it came
  sent_handover_id       uuid,
  received_handover_id   uuid,
  version                integer NOT NULL DEFAULT 1,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, number),
  UNIQUE (community_id, tracking_code),
  FOREIGN KEY (region_id, community_id) REFERENCES communities (region_id, id),
  FOREIGN KEY (community_id, building_id) REFERENCES buildings,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (result IS NOT NULL))
);
CREATE INDEX appeals_community ON appeals (region_id, community_id);
CREATE INDEX appeals_building ON appeals (community_id, building_id, registered_at);
-- The queue: open appeals, the nearest deadline first.
CREATE INDEX appeals_queue ON appeals (community_id, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX appeals_queue_state ON appeals (community_id, state, due_at, id) WHERE closed_at IS NULL;
-- What stands open at this building for this service.
CREATE INDEX appeals_open_at ON appeals (community_id, building_id, service_code)
  WHERE closed_at IS NULL;
-- Deadlines that nobody has noted yet.
CREATE INDEX appeals_acknowledge_due ON appeals (acknowledge_due_at)
  WHERE acknowledged_at IS NULL AND closed_at IS NULL AND acknowledge_missed_at IS NULL;
CREATE INDEX appeals_resolve_due ON appeals (resolve_due_at)
  WHERE closed_at IS NULL AND resolve_missed_at IS NULL;

-- A call, and the person who made it: personal data lives here.
CREATE TABLE calls (
  community_id    uuid NOT NULL,
  id              uuid NOT NULL,
  appeal_id       uuid NOT NULL,
  outcome         text NOT NULL CHECK (outcome IN ('registered', 'joined', 'answered', 'handed_over')),
  applicant_name  text,
  applicant_phone text,
  flat            text,
  words           text NOT NULL,
  taken_at        timestamptz NOT NULL,
  taken_by        uuid,
  PRIMARY KEY (community_id, id),
  FOREIGN KEY (community_id, appeal_id) REFERENCES appeals
);
CREATE INDEX calls_appeal ON calls (community_id, appeal_id);
CREATE INDEX calls_phone ON calls (community_id, applicant_phone, taken_at)
  WHERE applicant_phone IS NOT NULL;

-- An assignment carries all that its utility needs: the utility never reads the appeal.
CREATE TABLE assignments (
  community_id       uuid NOT NULL,
  id                 uuid NOT NULL,
  region_id          uuid NOT NULL,
  appeal_id          uuid NOT NULL,
  appeal_number      bigint NOT NULL,
  utility_id         uuid NOT NULL,
  state              text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'reported',
                       'returned', 'confirmed', 'withdrawn')),
  service_code       text NOT NULL,
  urgency            text NOT NULL,
  place              text NOT NULL,
  flat               text,
  words              text NOT NULL,
  contact_name       text,
  contact_phone      text,
  offered_at         timestamptz NOT NULL,
  offered_by         uuid,
  acknowledge_due_at timestamptz,
  resolve_due_at     timestamptz,
  due_at             timestamptz NOT NULL,
  accepted_at        timestamptz,
  decline_reason     text,
  decline_addressee  text,
  report_text        text,
  reported_at        timestamptz,
  return_reason      text,
  ended_at           timestamptz,
  version            integer NOT NULL DEFAULT 1,
  PRIMARY KEY (community_id, id),
  FOREIGN KEY (community_id, appeal_id) REFERENCES appeals,
  FOREIGN KEY (region_id, utility_id) REFERENCES utilities (region_id, id),
  CHECK ((state IN ('declined', 'confirmed', 'withdrawn')) = (ended_at IS NOT NULL))
);
CREATE INDEX assignments_appeal ON assignments (community_id, appeal_id);
CREATE UNIQUE INDEX assignments_one_open ON assignments (community_id, appeal_id)
  WHERE ended_at IS NULL;
CREATE INDEX assignments_utility ON assignments (region_id, utility_id, id);
CREATE INDEX assignments_inbox ON assignments (utility_id, due_at, id) WHERE ended_at IS NULL;

-- A hand-over is a contract between two communities: community_id offers, to_community_id
-- answers. It carries what the receiver needs to register its own appeal.
CREATE TABLE handovers (
  community_id           uuid NOT NULL,
  id                     uuid NOT NULL,
  region_id              uuid NOT NULL,
  appeal_id              uuid NOT NULL,
  appeal_number          bigint NOT NULL,
  to_community_id        uuid NOT NULL,
  state                  text NOT NULL CHECK (state IN ('offered', 'accepted', 'refused', 'withdrawn',
                           'completed')),
  service_code           text NOT NULL,
  place                  text NOT NULL,
  reason                 text NOT NULL,
  flat                   text,
  words                  text NOT NULL,
  contact_name           text,
  contact_phone          text,
  offered_at             timestamptz NOT NULL,
  offered_by             uuid,
  decided_at             timestamptz,
  refusal_reason         text,
  proposed_community_id  uuid,
  receiver_appeal_id     uuid,
  receiver_appeal_number bigint,
  receiver_result        text,
  completed_at           timestamptz,
  version                integer NOT NULL DEFAULT 1,
  PRIMARY KEY (community_id, id),
  FOREIGN KEY (community_id, appeal_id) REFERENCES appeals,
  FOREIGN KEY (region_id, to_community_id) REFERENCES communities (region_id, id),
  CHECK (to_community_id <> community_id),
  CHECK ((state = 'refused') = (refusal_reason IS NOT NULL)),
  CHECK ((state IN ('accepted', 'completed')) = (receiver_appeal_id IS NOT NULL))
);
CREATE INDEX handovers_appeal ON handovers (community_id, appeal_id);
CREATE INDEX handovers_receiver ON handovers (region_id, to_community_id, offered_at);
CREATE INDEX handovers_received ON handovers (to_community_id, receiver_appeal_id);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['appeals', 'calls', 'assignments'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO varta_app', t);
    EXECUTE format('CREATE POLICY of_community ON %I TO varta_app
                    USING (community_id = current_community())
                    WITH CHECK (community_id = current_community())', t);
  END LOOP;
END $$;

-- A utility: its own assignments everywhere; of the appeal only how far it has come.
GRANT SELECT,
      UPDATE (state, due_at, accepted_at, decline_reason, decline_addressee, report_text,
              reported_at, ended_at, version)
  ON assignments TO varta_utility;
CREATE POLICY of_utility ON assignments FOR SELECT TO varta_utility
  USING (utility_id = current_utility());
CREATE POLICY work_of_utility ON assignments FOR UPDATE TO varta_utility
  USING (utility_id = current_utility()) WITH CHECK (utility_id = current_utility());
GRANT SELECT (community_id, id, utility_id, state, acknowledge_missed_at, resolve_missed_at,
              acknowledged_at, resolve_due_at, due_at, version),
      UPDATE (state, acknowledged_at, due_at, reported_at, version)
  ON appeals TO varta_utility;
CREATE POLICY of_utility ON appeals FOR SELECT TO varta_utility
  USING (utility_id = current_utility());
CREATE POLICY work_of_utility ON appeals FOR UPDATE TO varta_utility
  USING (utility_id = current_utility()) WITH CHECK (utility_id = current_utility());

-- Background work notes missed deadlines: it sees when, never what or who.
GRANT SELECT (community_id, id, region_id, state, acknowledge_due_at, resolve_due_at,
              acknowledged_at, closed_at, acknowledge_missed_at, resolve_missed_at),
      UPDATE (acknowledge_missed_at, resolve_missed_at)
  ON appeals TO varta_system;
CREATE POLICY deadlines ON appeals FOR SELECT TO varta_system USING (true);
CREATE POLICY note_missed ON appeals FOR UPDATE TO varta_system USING (true) WITH CHECK (true);

ALTER TABLE handovers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT,
      UPDATE (state, decided_at, refusal_reason, proposed_community_id, receiver_appeal_id,
              receiver_appeal_number, receiver_result, completed_at, version)
  ON handovers TO varta_app;
CREATE POLICY either_side ON handovers FOR SELECT TO varta_app
  USING (community_id = current_community() OR to_community_id = current_community());
CREATE POLICY offer ON handovers FOR INSERT TO varta_app
  WITH CHECK (community_id = current_community());
CREATE POLICY answer ON handovers FOR UPDATE TO varta_app
  USING (to_community_id = current_community()) WITH CHECK (to_community_id = current_community());
-- The sender may take back what nobody has answered, and no more.
CREATE POLICY take_back ON handovers FOR UPDATE TO varta_app
  USING (community_id = current_community() AND state = 'offered')
  WITH CHECK (community_id = current_community() AND state = 'withdrawn');
-- Coordinators see the contract, not the person.
GRANT SELECT (community_id, id, region_id, appeal_id, appeal_number, to_community_id, state,
              service_code, place, reason, offered_at, decided_at, refusal_reason,
              proposed_community_id, receiver_appeal_id, receiver_appeal_number, receiver_result,
              completed_at, version)
  ON handovers TO varta_region;
CREATE POLICY of_region ON handovers FOR SELECT TO varta_region
  USING (region_id = current_region());
