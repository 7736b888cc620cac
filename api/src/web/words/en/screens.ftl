### The words of the screens: one word for one thing, wherever it stands.

varta = Varta
place-console = Console
place-crew = Assignments
place-region = Region
place-administration = Administration
main-navigation = Main
to-content = To the content
menu = Menu
keys = Keys
sign-out = Sign out
sign-in = Sign in
login = Login
password = Password
close = Close
cancel = Cancel
dismiss = Dismiss
try-again = Try again
loading = Loading
all = All

## Time
time-left = { $length } left
time-late = { $length } overdue
time-just-late = just overdue
time-under-a-minute = under a minute
time-ago = { $length } ago
time-just-now = just now
time-minutes = { $minutes } min
time-hours = { $hours } h
time-hours-minutes = { $hours } h { $minutes } min
time-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }

## The link
link-up = connected
link-down = no connection
offline-advice = The server does not answer. Go on taking calls: everything is kept here and will be sent as soon as the connection is back.
stale = No connection: shown as it was { $ago }.
problem-away = The server does not answer.
problem-unreadable = The server answered unreadably ({ $status }).
broken-forbidden = If you need this for your work, ask the community's administrator.
broken-missing = It may belong to another community. Go back to the queue.
broken-passing = Try again in a moment. All that was saved is there.
broken-other = Try again. If it does not help, tell the administrator what you did.
no-community = There is no community here for your role.
no-utility = There is no utility here for your role.

## The session
locked-title = The screen is locked
locked-why = Nobody has worked here for 15 minutes. Enter the password: all that was typed is there.
over-title = The session has ended
over-why = Sign in again: all that was typed is there.
unlock = Unlock
someone-else = Sign in as somebody else
sign-in-refused = Wrong login, password or code, or the account cannot sign in.

## Not yet sent
unsent-title = Not yet sent
unsent-none = Everything is sent.
unsent-waits = Waits for the connection and will be sent by itself.
unsent-count = { $count } not yet sent
refused-count = { $count } not accepted by the server
refused-call = Not accepted: { $about }. { $why }
registered-only = Appeal No. { $number } is registered, but not assigned: { $why }
leave-with-unsent =
    { $count ->
        [one] { $count } record is not yet sent. It stays in this browser until you sign in again. Sign out?
       *[other] { $count } records are not yet sent. They stay in this browser until you sign in again. Sign out?
    }
unsent-registered = New appeal
unsent-answered = Consultation
unsent-joined = Joined
unsent-assigned = Assignment to a utility
unsent-returned = Return for rework
unsent-closed = Closing
unsent-offered = Hand-over to a community
unsent-withdrawn = Hand-over taken back
unsent-taken = Acceptance of a hand-over
unsent-refused = Refusal of a hand-over
unsent-accepted = Assignment accepted
unsent-arrived = Crew on site
unsent-declined = Assignment declined
unsent-reported = Completion report
address-unclear = The address is not clear. Correct it and register again.
correct = Correct
send-again = Send again
send-now = Send now
drop = Discard
drop-sure = Discard without sending? This record will be lost.

## The call
call = Call
new-call = New call
sides = What to show
phone = Telephone
caller = Who calls
flat = Flat
flat-short = flat
address = Address
address-example = Соборна 12 а
service = Service
service-example = water, lift, gas…
words = What happened
words-left = { $count } characters left
statutory = Appeal under law 393/96-ВР
hold = Hold
resume = To the held call
held-calls = Held
clear = Clear
cleared = The form is cleared.
bring-back = Bring it back
called-before = Called before:
usual-address = Usual address:
take-it = Take it
formerly = formerly { $name }
only-similar = only similar
other-type = another type of street
no-building = a place, no building
not-read = not read: “{ $words }”
whole-street = a street: add the house
hint-street-missing = Add the street.
hint-street-unknown = There is no such street here. Try a part of its name or the old one.
hint-house-unknown = There is no such house in this street. Check the number.
hint-house-unread = This is no number of a house. Ask for it again.
hint-which-settlement = More than one settlement has this address: { $names }. Ask which one.
hint-only-settlement = { $names } is a settlement. Ask for the street and the house.
hint-other-community = Your community has no such settlement. Ask which community the call comes from.
hint-elsewhere = Other communities have it: { $names }.
hint-address-offline = No connection: the address will be looked up as soon as it is back.
hint-no-service = There is no such service. Try another word.
fault-address-missing = Write the address down: without it nobody can be sent.
fault-address-choose = Choose the building from the list.
fault-phone-letters = A number has digits only. Not by telephone: leave it empty.
fault-service-missing = Choose the service.
fault-words-missing = Write down what the caller says.
answered = Answered
register = Register
register-assign = Register and assign
join = Join
join-first = Join the known one
join-number = Join № { $number }
same-trouble = The same
open-card = Open

## What is known
what-is-known = What is known
responsible = Responsible
nobody-responsible = Nobody is responsible.
nobody-responsible-advice = The appeal will stand in the queue without a utility; assign it from its card.
another-utility = Another utility
accept-by = Accept by
arrive-by = Arrive by
resolve-by = Resolve by
answer-at-once = Answer at once: no assignment is needed.
open-here =
    { $count ->
        [one] There is { $count } appeal about this already
       *[other] There are { $count } appeals about this already
    }
nothing-open-here = No open appeals about this here.
also-open-here = Also open in this building:
callers =
    { $count ->
        [one] { $count } caller
       *[other] { $count } callers
    }

## How it ended
done-assigned = № { $number } assigned: { $utility }. Due { $due }.
done-registered = № { $number } registered. It has no utility yet.
done-answered = Consultation № { $number } saved.
done-joined =
    { $callers ->
        [one] Joined № { $number }.
       *[other] Joined № { $number }: { $callers } callers now.
    }

## The queue
queue = Queue
queue-caption = Open appeals, the nearest deadline first
filters = Filters
only-overdue = Overdue
queue-none = No open appeals.
queue-none-here = No such appeals.
queue-none-overdue = Nothing is overdue.
queue-none-advice = Take the filter off to see the whole queue.
queue-more = The first 200 are shown. Narrow the filter to see the others.
col-urgency = Urgency
col-due = Due
col-service = Service
col-place = Place
col-state = State
search-label = № of an appeal, or telephone
search-none = Nothing was found.
back-to-queue = To the queue
to-queue = To the queue
row-down = Row down
row-up = Row up
step-back = One step back

due-accept = accept
due-arrive = arrive
due-resolve = resolve
due-answer = answer

urgency-life = Danger to life
urgency-urgent = Urgent
urgency-standard = Standard
urgency-routine = Routine
urgency-formal = By law
urgency-information = Information

group-gas = gas
group-lift = lift
group-power = power
group-water = water
group-sewer = sewer
group-roads = roads
group-heat = heat
group-greenery = greenery
group-house = house
group-waste = waste
group-lighting = lighting
group-transport = transport
group-other = other
group-resilience = resilience
group-billing = billing
group-formal = appeals

state-registered = New
state-assigned = With a utility
state-in-work = In work
state-on-site = On site
state-reported = To be checked
state-rework = On rework
state-declined = Declined
state-handing-over = Being handed over
state-handed-over = In another community
state-closed = Closed

states-registered = New
states-assigned = Assigned
states-in-work = In work
states-on-site = On site
states-reported = To be checked
states-rework = On rework
states-declined = Declined
states-handing-over = Being handed over
states-handed-over = In other communities

assignment-offered = To be accepted
assignment-accepted = In work
assignment-on-site = On site
assignment-declined = Declined by the utility
assignment-reported = To be checked
assignment-returned = On rework
assignment-confirmed = Confirmed done
assignment-withdrawn = Taken back by the dispatcher

handover-offered = Waits for an answer
handover-accepted = Accepted
handover-refused = Refused
handover-withdrawn = Taken back
handover-completed = Completed

outcome-resolved = Resolved
outcome-explained = Explained
outcome-refused = Refused
outcome-withdrawn = Withdrawn by the applicant
outcome-resolved-elsewhere = Resolved by another community

kind-operational = Operational request
kind-statutory = Appeal under law 393/96-ВР
kind-consultation = Consultation

call-registered = Appeal registered
call-joined = Joined the known one
call-answered = Answered at once
call-handed-over = The call was taken by another community

role-dispatcher = dispatcher
role-community-administrator = community administrator
role-utility-staff = utility staff
role-utility-lead = utility lead
role-regional-coordinator = regional coordinator
role-region-administrator = region administrator
role-integration = another system
role-resident = resident
role-system = Varta
you = (you)

## The card
card = Card of an appeal
steps = What to do
step-of-card = A step of the card
step-assign = Assign
step-return = Return for rework
step-close = Close
step-offer-handover = Hand over
step-withdraw-handover = Take the hand-over back
step-edit = Correct
do-assign = Assign
do-return = Return
do-close = Close the appeal
do-offer-handover = Offer
do-withdraw-handover = Take it back
do-edit = Save
did-assigned = № { $number }: assigned.
did-returned = № { $number }: returned for rework.
did-closed = № { $number }: closed.
did-offered = № { $number }: offered to another community.
did-withdrawn = № { $number }: the hand-over is taken back.
did-edited = Corrected.
stale-step = The appeal was changed meanwhile. Look how it stands now, and do it again.
to-whom = To whom
choose-utility = Choose a utility
responsible-here = responsible here
why = Why
how-it-ended = How it ended
what-caller-said = What the caller said
what-is-not-done = What is not done
to-which-community = To which community
choose-community = Choose a community
withdraw-sure = The offer, which nobody has answered yet, will be taken back. The appeal returns here.
who-called =
    { $count ->
        [one] { $count } caller
       *[other] { $count } callers
    }
persons-hidden = Names and telephones are seen only by the community whose appeal it is.
assignments = Assignments
handovers = Hand-overs
history = History
offered = offered
accepted = accepted
arrived = on site
reported = reported
whose = Whose:
returned-because = For rework:
registered-at = Registered
returned-times = Returned
times =
    { $count ->
        [one] { $count } time
       *[other] { $count } times
    }
kind = Kind
tracking-code = Code for the applicant

event-appeal-registered = Registered
event-call-answered = Answered at once
event-appeal-joined = One more caller joined
event-appeal-edited = Corrected
event-appeal-assigned = Assigned
event-appeal-returned = Returned for rework
event-appeal-closed = Closed
event-appeal-acknowledge-missed = Not accepted in time
event-appeal-arrive-missed = Nobody on site in time
event-appeal-resolve-missed = Not resolved in time
event-assignment-accepted = Accepted by the utility
event-assignment-arrived = Crew on site
event-assignment-declined = Declined by the utility
event-assignment-reported = Reported done by the utility
event-handover-offered = Offered to another community
event-handover-accepted = Accepted by another community
event-handover-withdrawn = Hand-over taken back
event-handover-refused = Refused by another community
event-handover-completed = Completed by another community
event-handover-taken = Accepted from another community
event-handover-turned-away = Refused to another community
event-handover-resulted = Result told to another community
event-other = System record

## Two at once
conflict-title = The appeal was changed at the same time
conflict-why = While you were writing, somebody else corrected the same. Choose what to keep.
conflict-field = What
conflict-theirs = As it is now
conflict-mine = As you wrote
conflict-keep = Save what is chosen
conflict-leave = Leave it as it is

## Hand-overs that wait
handovers-waiting =
    { $count ->
        [one] { $count } hand-over waits for your answer
       *[other] { $count } hand-overs wait for your answer
    }
handover-from = From: { $community }
accept-handover = Accept
refuse-handover = Refuse
refusal-why = Why it is not ours
refusal-whose = Whose it is, if known
unknown-community = I do not know
did-taken = Accepted: it is your appeal № { $number } now.
did-refused = Refused. The appeal is back with its community.
your-address = Address in your registry (may be left empty)

## The crew
tab-offered = Received
tab-accepted = In work
tab-returned = On rework
tab-overdue = Overdue
crew-none-offered = No new assignments.
crew-none-accepted = Nothing in work.
crew-none-returned = Nothing was returned for rework.
crew-none-overdue = Nothing is overdue.
accept = Accept
arrive = We are on site
decline = Not ours
report-done = Done
decline-why = Why it is not yours
decline-whose = Whose it is
report-what = What was done
send-decline = Decline
send-report = Send the report
call-person = Call
no-contact = The caller gave no name.
crew-as-of = as of { $at }
did-accepted = № { $number }: accepted.
did-arrived = No. { $number }: on site.
did-declined = № { $number }: given back to the dispatcher.
did-reported = № { $number }: the report is sent.
kept-accepted = № { $number }: accepted here, not yet sent.
kept-arrived = No. { $number }: arrival kept, not sent yet.
kept-declined = № { $number }: declined here, not yet sent.
kept-reported = № { $number }: the report is kept, not yet sent.
not-sent-yet = not yet sent
which-utility = Utility
details = Details
back-to-list = To the list
quick-restored = Supply is restored
quick-repaired = The damage is repaired
quick-replaced = The broken part is replaced
quick-temporary = Made safe for now, a repair is needed

## The region
metric = Metric
metric-open = Open
metric-overdue = Overdue
metric-unaccepted = Not accepted in time
metric-unattended = Nobody there in time
metric-unresolved = Not resolved in time
metric-fresh = New
metric-rework = Declined, on rework
metric-handovers = Hand-overs without an answer
metric-answered = Answered at once
community-col = Community
region-total = Together
wall = To the wall
wall-leave = Leave the wall
legend = Legend
legend-none = none
tiles = Communities of the region
region-table = Communities by the metric
calm = calm
drill-title = { $name }
to-queue-of = The community's queue
tiles-advice = Arrows move between communities, Enter opens one.
in-all =
    { $count ->
        [one] { $count } appeal
       *[other] { $count } appeals
    }
nothing-overdue = Nothing is overdue.
worst-first = The worst first

## Signing in and failures
sign-in-advice = Check the keyboard's language and Caps Lock. If the password is forgotten, follow the link below; without mail, the community's administrator sets a new one.
entrance = Sign in
locked-page = The session was locked because nobody used it. Sign in again.
to-the-beginning = To the beginning
failure-missing = There is no such page
failure-missing-advice = Check the address, or go back to the beginning. It may belong to another community.
failure-forbidden = You have no access here
failure-away = Varta does not answer for the moment
failure-away-advice = Go on taking calls: the console keeps them and sends them by itself. All that was saved is there.
failure-ours = Something broke on our side
failure-unreadable = This request could not be read
failure-unreadable-advice = Go back to the beginning and try again.

## Signing in with a code
factor-title = Signing in with a code
factor-why = Beside the password, Varta will ask for a code of an app on your telephone. The password alone is then not enough to sign in as you.
factor-due = Your role asks for signing in with a code. Until it is switched on, nothing else can be done.
factor-off = Signing in with a code is not set up here.
factor-begin = Go on
factor-scan = Scan this with an app for codes (or touch it on the telephone):
factor-open = Open in the app for codes
factor-type = Or type this key into the app:
factor-first-code = Type the six digits that the app shows.
factor-code = Code
factor-code-hint = Six digits of the app, or one of the recovery codes.
factor-code-optional = If signing in with a code is on: six digits of the app, or a recovery code.
factor-confirm = Switch on
factor-done = Signing in with a code is on.
factor-recovery = Write the recovery codes down on paper: each replaces a code of the app once. They are not shown again.
factor-sessions-over = All sessions are over. Sign in again.
factor-on = Signing in with a code is on.
factor-remove = Switch off
factor-gone = Signing in with a code is off: the password is enough.
factor-changed = It is different already. Look at what there is now.
code-refused = The code is wrong. Check the time on the telephone and type the next one.
confirmation-refused = The password or the code is wrong. Each code is good once, for a minute only.
enrolment-refused = This set-up is over. Begin again.
too-many-tries = Too many tries. Wait a little and try again.

## Forgotten passwords and invitations
forgot-password = Forgot the password?
forgot-title = Forgotten password
email = E-mail address
forgot-send = Send a link
forgot-what = We send a link to set a new password with. It is good for 10 minutes.
forgot-asked = If Varta knows this address, a mail is on its way. The link in it is good for 10 minutes, and once.
forgot-no-mail = No mail? Look into the spam, or ask the administrator of the community.
forgot-off = Varta is not set up to send mail here. The administrator of the community sets a new password.
no-address = This does not look like an e-mail address.
asked-too-often = Too many requests from your network. Try again a little later.
to-sign-in = To signing in
invitation-title = An invitation to Varta
new-password = New password
password-rule = At least 12 characters. Best are a few words.
once-more = Once more
set-password = Set the password
passwords-differ = The passwords differ. Type the same one twice.
password-too-short = The password is too short: it needs at least 12 characters.
password-too-long = The password is too long: at most 128 characters.
password-is-login = The password must not be the login.
password-too-easy = Such a password is easy to guess. Choose another, such as a few words.
password-set = The password is set. All sessions before are over.
link-over = This link is over.
link-over-why = It is good once, and for 10 minutes only.
ask-for-new = Ask for a new one
