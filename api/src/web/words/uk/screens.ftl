### Слова екранів: одне слово для однієї речі, де б воно не стояло.

varta = Варта
place-console = Пульт
place-crew = Доручення
place-region = Область
place-administration = Керування
main-navigation = Головне
to-content = До змісту
menu = Меню
keys = Клавіші
sign-out = Вийти
sign-in = Увійти
login = Логін
password = Пароль
close = Закрити
cancel = Скасувати
dismiss = Сховати
try-again = Спробувати ще раз
loading = Завантажується
all = Усі

## Час
time-left = ще { $length }
time-late = прострочено на { $length }
time-just-late = щойно прострочено
time-under-a-minute = менше хвилини
time-ago = { $length } тому
time-just-now = щойно
time-minutes = { $minutes } хв
time-hours = { $hours } год
time-hours-minutes = { $hours } год { $minutes } хв
time-days =
    { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }

## Зв’язок
link-up = на зв’язку
link-down = немає зв’язку
offline-advice = Сервер не відповідає. Приймайте дзвінки далі: усе зберігається тут і буде надіслано, щойно з’явиться зв’язок.
stale = Зв’язку немає: показано, як було { $ago }.
problem-away = Сервер не відповідає.
problem-unreadable = Сервер відповів незрозуміло ({ $status }).
broken-forbidden = Якщо доступ потрібен для роботи, зверніться до адміністратора громади.
broken-missing = Запис міг належати іншій громаді. Поверніться до черги.
broken-passing = Спробуйте ще раз за мить. Усе, що вже збережено, на місці.
broken-other = Спробуйте ще раз. Якщо не допоможе, скажіть адміністратору, що ви робили.
no-community = Для вашої ролі тут немає громади.
no-utility = Для вашої ролі тут немає виконавця.

## Сеанс
locked-title = Екран заблоковано
locked-why = Понад 15 хвилин ніхто тут не працював. Введіть пароль: усе набране на місці.
over-title = Сеанс завершився
over-why = Увійдіть ще раз: усе набране на місці.
unlock = Розблокувати
someone-else = Увійти іншою людиною
sign-in-refused = Хибний логін, пароль чи код, або обліковий запис не може увійти.

## Ще не надіслано
unsent-title = Ще не надіслано
unsent-none = Усе надіслано.
unsent-waits = Чекає на зв’язок і буде надіслано саме.
unsent-count =
    { $count ->
        [one] { $count } ще не надіслано
        [few] { $count } ще не надіслано
       *[other] { $count } ще не надіслано
    }
refused-count =
    { $count ->
        [one] { $count } сервер не прийняв
       *[other] { $count } сервер не прийняв
    }
refused-call = Не прийнято: { $about }. { $why }
registered-only = Заявку № { $number } зареєстровано, але не доручено: { $why }
leave-with-unsent =
    { $count ->
        [one] { $count } запис ще не надіслано. Він лишиться в цьому браузері, поки ви не ввійдете знову. Вийти?
        [few] { $count } записи ще не надіслано. Вони лишаться в цьому браузері, поки ви не ввійдете знову. Вийти?
       *[other] { $count } записів ще не надіслано. Вони лишаться в цьому браузері, поки ви не ввійдете знову. Вийти?
    }
unsent-registered = Нова заявка
unsent-answered = Консультація
unsent-joined = Приєднання
unsent-assigned = Передача виконавцю
unsent-returned = Повернення на доробку
unsent-closed = Закриття
unsent-offered = Передача громаді
unsent-withdrawn = Скасування передачі
unsent-taken = Прийняття від громади
unsent-refused = Відмова громаді
unsent-accepted = Прийнято доручення
unsent-arrived = Бригада на місці
unsent-declined = Відмова від доручення
unsent-reported = Звіт про виконання
address-unclear = Адресу не вдалося визначити однозначно. Виправте її та зареєструйте ще раз.
correct = Виправити
send-again = Надіслати ще раз
send-now = Надіслати зараз
drop = Відкинути
drop-sure = Відкинути без надсилання? Цей запис буде втрачено.

## Дзвінок
call = Дзвінок
new-call = Новий дзвінок
sides = Що показати
phone = Телефон
caller = Хто дзвонить
flat = Квартира
flat-short = кв.
address = Адреса
address-example = Соборна 12 а
service = Послуга
service-example = вода, ліфт, газ…
words = Що сталося
words-left = Лишилося { $count } знаків
statutory = Звернення за Законом 393/96-ВР
hold = Відкласти
resume = До відкладеного
held-calls = Відкладені
clear = Очистити
cleared = Форму очищено.
bring-back = Повернути
called-before = Дзвонили раніше:
usual-address = Звичайна адреса:
take-it = Взяти
formerly = раніше { $name }
only-similar = лише схоже
other-type = інший тип вулиці
no-building = місце, не будинок
not-read = не прочитано: «{ $words }»
whole-street = вулиця: допишіть будинок
hint-street-missing = Допишіть вулицю.
hint-street-unknown = Такої вулиці тут немає. Спробуйте частину назви або стару назву.
hint-house-unknown = Такого будинку на цій вулиці немає. Перевірте номер.
hint-house-unread = Номер будинку не розпізнано. Перепитайте його.
hint-which-settlement = Така адреса є не в одному населеному пункті: { $names }. Спитайте, у якому.
hint-only-settlement = { $names }: це населений пункт. Спитайте вулицю й будинок.
hint-other-community = Такого населеного пункту у вашій громаді немає. Спитайте, з якої громади дзвонять.
hint-elsewhere = Є в інших громадах: { $names }.
hint-address-offline = Немає зв’язку: адресу буде знайдено, щойно він з’явиться.
hint-no-service = Такої послуги немає. Спробуйте інше слово.
fault-address-missing = Запишіть адресу: без неї нікого послати.
fault-address-choose = Виберіть будинок зі списку.
fault-phone-letters = У номері лише цифри. Не телефоном – лишіть поле порожнім.
fault-service-missing = Виберіть послугу.
fault-words-missing = Запишіть, що каже заявник.
answered = Відповіли
register = Зареєструвати
register-assign = Зареєструвати й передати
join = Приєднати
join-first = Приєднати до відомої
join-number = Приєднати до № { $number }
same-trouble = Те саме
open-card = Відкрити

## Що відомо
what-is-known = Що відомо
responsible = Відповідає
nobody-responsible = Ніхто не закріплений.
nobody-responsible-advice = Заявка стане в чергу без виконавця; передайте її з картки.
another-utility = Інший виконавець
accept-by = Прийняти до
arrive-by = Прибути до
resolve-by = Виконати до
answer-at-once = Дайте відповідь одразу: доручення не потрібне.
open-here =
    { $count ->
        [one] Уже є { $count } заявка про це
        [few] Уже є { $count } заявки про це
       *[other] Уже є { $count } заявок про це
    }
nothing-open-here = Відкритих заявок про це тут немає.
also-open-here = Також відкрито в цьому будинку:
callers =
    { $count ->
        [one] { $count } заявник
        [few] { $count } заявники
       *[other] { $count } заявників
    }

## Чим скінчилося
done-assigned = № { $number } передано: { $utility }. Строк { $due }.
done-registered = № { $number } зареєстровано. Виконавця ще немає.
done-answered = Консультацію № { $number } збережено.
done-joined =
    { $callers ->
        [one] Приєднано до № { $number }.
        [few] Приєднано до № { $number }: уже { $callers } заявники.
       *[other] Приєднано до № { $number }: уже { $callers } заявників.
    }

## Черга
queue = Черга
queue-caption = Відкриті заявки, найближчий строк перший
filters = Відбір
only-overdue = Прострочені
queue-none = Відкритих заявок немає.
queue-none-here = Таких заявок немає.
queue-none-overdue = Прострочених немає.
queue-none-advice = Зніміть відбір, щоб побачити всю чергу.
queue-more = Показано перші 200. Звузьте відбір, щоб побачити решту.
col-urgency = Терміновість
col-due = Строк
col-service = Послуга
col-place = Місце
col-state = Стан
search-label = № заявки або телефон
search-none = Нічого не знайдено.
back-to-queue = До черги
to-queue = До черги
row-down = Рядок нижче
row-up = Рядок вище
step-back = Крок назад

due-accept = прийняти
due-arrive = прибути
due-resolve = виконати
due-answer = відповісти

urgency-life = Загроза життю
urgency-urgent = Термінова
urgency-standard = Звичайна
urgency-routine = Планова
urgency-formal = За законом
urgency-information = Довідка

group-gas = газ
group-lift = ліфт
group-power = світло
group-water = вода
group-sewer = каналізація
group-roads = дороги
group-heat = тепло
group-greenery = зелень
group-house = будинок
group-waste = відходи
group-lighting = освітлення
group-transport = транспорт
group-other = інше
group-resilience = незламність
group-billing = розрахунки
group-formal = звернення

state-registered = Нова
state-assigned = Передана виконавцю
state-in-work = У роботі
state-on-site = На місці
state-reported = Чекає перевірки
state-rework = На доробці
state-declined = Відмова виконавця
state-handing-over = Передається громаді
state-handed-over = В іншої громади
state-closed = Закрита

states-registered = Нові
states-assigned = Передані
states-in-work = У роботі
states-on-site = На місці
states-reported = Чекають перевірки
states-rework = На доробці
states-declined = З відмовою
states-handing-over = Передаються
states-handed-over = В інших громад

assignment-offered = Чекає прийняття
assignment-accepted = У роботі
assignment-on-site = На місці
assignment-declined = Відмова виконавця
assignment-reported = Чекає перевірки
assignment-returned = На доробці
assignment-confirmed = Виконання підтверджено
assignment-withdrawn = Відкликана диспетчером

handover-offered = Чекає відповіді
handover-accepted = Прийняла
handover-refused = Відмовила
handover-withdrawn = Скасовано
handover-completed = Завершила

outcome-resolved = Виконано
outcome-explained = Роз’яснено
outcome-refused = Відмовлено
outcome-withdrawn = Відкликано заявником
outcome-resolved-elsewhere = Виконала інша громада

kind-operational = Оперативна заявка
kind-statutory = Звернення за Законом 393/96-ВР
kind-consultation = Консультація

call-registered = Зареєстровано заявку
call-joined = Приєднано до відомої
call-answered = Відповідь дано одразу
call-handed-over = Дзвінок прийняла інша громада

role-dispatcher = диспетчер
role-community-administrator = адміністратор громади
role-utility-staff = працівник виконавця
role-utility-lead = керівник виконавця
role-regional-coordinator = координатор області
role-region-administrator = адміністратор області
role-integration = інша система
role-resident = мешканець
role-system = Варта
you = (ви)

## Картка
card = Картка заявки
steps = Що зробити
step-of-card = Дія на картці
step-assign = Передати виконавцю
step-return = Повернути на доробку
step-close = Закрити
step-offer-handover = Передати громаді
step-withdraw-handover = Скасувати передачу
step-edit = Уточнити
do-assign = Передати
do-return = Повернути
do-close = Закрити заявку
do-offer-handover = Запропонувати
do-withdraw-handover = Скасувати передачу
do-edit = Зберегти
did-assigned = № { $number }: передано виконавцю.
did-returned = № { $number }: повернуто на доробку.
did-closed = № { $number }: закрито.
did-offered = № { $number }: запропоновано іншій громаді.
did-withdrawn = № { $number }: передачу скасовано.
did-edited = Уточнено.
stale-step = Заявку тим часом змінили. Подивіться, як вона виглядає тепер, і повторіть.
to-whom = Кому
choose-utility = Виберіть виконавця
responsible-here = відповідає тут
why = Чому
how-it-ended = Чим закінчилося
what-caller-said = Що сказав заявник
what-is-not-done = Що не зроблено
to-which-community = Якій громаді
choose-community = Виберіть громаду
withdraw-sure = Пропозицію, на яку ще не відповіли, буде скасовано. Заявка повернеться сюди.
who-called =
    { $count ->
        [one] Дзвонив { $count } заявник
        [few] Дзвонили { $count } заявники
       *[other] Дзвонили { $count } заявників
    }
persons-hidden = Імена й телефони бачить лише громада, якій належить заявка.
assignments = Доручення
handovers = Передачі громадам
history = Історія
offered = запропоновано
accepted = прийнято
arrived = на місці
reported = звіт
whose = Чиє:
returned-because = На доробку:
registered-at = Зареєстровано
returned-times = Повернуто
times =
    { $count ->
        [one] { $count } раз
        [few] { $count } рази
       *[other] { $count } разів
    }
kind = Вид
tracking-code = Код для заявника

event-appeal-registered = Зареєстровано
event-call-answered = Відповідь дано одразу
event-appeal-joined = Приєднався ще один заявник
event-appeal-edited = Уточнено дані
event-appeal-assigned = Передано виконавцю
event-appeal-returned = Повернуто на доробку
event-appeal-closed = Закрито
event-appeal-acknowledge-missed = Минув строк прийняття
event-appeal-arrive-missed = Минув строк прибуття
event-appeal-resolve-missed = Минув строк виконання
event-assignment-accepted = Виконавець прийняв
event-assignment-arrived = Бригада на місці
event-assignment-declined = Виконавець відмовився
event-assignment-reported = Виконавець повідомив про виконання
event-handover-offered = Запропоновано іншій громаді
event-handover-accepted = Інша громада прийняла
event-handover-withdrawn = Передачу іншій громаді скасовано
event-handover-refused = Інша громада відмовила
event-handover-completed = Інша громада завершила
event-handover-taken = Прийнято від іншої громади
event-handover-turned-away = Відмовлено іншій громаді
event-handover-resulted = Результат передано іншій громаді
event-other = Службовий запис

## Зміни двох людей
conflict-title = Заявку змінили одночасно
conflict-why = Поки ви писали, хтось інший виправив те саме. Виберіть, що лишити.
conflict-field = Що
conflict-theirs = Як є тепер
conflict-mine = Як написали ви
conflict-keep = Зберегти вибране
conflict-leave = Лишити, як є

## Передачі, на які чекають
handovers-waiting =
    { $count ->
        [one] { $count } передача чекає вашої відповіді
        [few] { $count } передачі чекають вашої відповіді
       *[other] { $count } передач чекають вашої відповіді
    }
handover-from = Від: { $community }
accept-handover = Прийняти
refuse-handover = Відмовити
refusal-why = Чому не наше
refusal-whose = Чиє, якщо відомо
unknown-community = Не знаю
did-taken = Прийнято: тепер це ваша заявка № { $number }.
did-refused = Відмовлено. Заявка повернулася до громади, що її передала.
your-address = Адреса у вашому реєстрі (можна лишити порожньою)

## Бригада
tab-offered = Отримані
tab-accepted = У роботі
tab-returned = На доробці
tab-overdue = Прострочені
crew-none-offered = Нових доручень немає.
crew-none-accepted = У роботі нічого немає.
crew-none-returned = На доробку нічого не повернули.
crew-none-overdue = Прострочених немає.
accept = Прийняти
arrive = Ми на місці
decline = Не наше
report-done = Виконано
decline-why = Чому не ваше
decline-whose = Чиє це
report-what = Що зроблено
send-decline = Відмовитися
send-report = Надіслати звіт
call-person = Подзвонити
no-contact = Заявник не назвався.
crew-as-of = станом на { $at }
did-accepted = № { $number }: прийнято.
did-arrived = № { $number }: на місці.
did-declined = № { $number }: повернуто диспетчеру.
did-reported = № { $number }: звіт надіслано.
kept-accepted = № { $number }: прийнято тут, ще не надіслано.
kept-arrived = № { $number }: прибуття записано, ще не надіслано.
kept-declined = № { $number }: відмову записано, ще не надіслано.
kept-reported = № { $number }: звіт записано, ще не надіслано.
not-sent-yet = ще не надіслано
which-utility = Виконавець
details = Докладно
back-to-list = До списку
quick-restored = Подачу відновлено
quick-repaired = Пошкодження усунуто
quick-replaced = Замінено несправну частину
quick-temporary = Тимчасово обмежено, потрібен ремонт

## Область
metric = Показник
metric-open = Відкрито
metric-overdue = Прострочено
metric-unaccepted = Не прийняті вчасно
metric-unattended = Не прибули вчасно
metric-unresolved = Не виконані вчасно
metric-fresh = Нові
metric-rework = З відмовою, на доробці
metric-handovers = Передачі без відповіді
metric-answered = Відповіли одразу
community-col = Громада
region-total = Разом
wall = На стіну
wall-leave = Вийти зі стіни
legend = Позначення
legend-none = немає
tiles = Громади області
region-table = Громади за показником
calm = спокійно
drill-title = { $name }
to-queue-of = Черга громади
tiles-advice = Стрілки ведуть між громадами, Enter відкриває.
in-all =
    { $count ->
        [one] { $count } заявка
        [few] { $count } заявки
       *[other] { $count } заявок
    }
nothing-overdue = Нічого не прострочено.
worst-first = Найгірше перше

## Вхід і помилки
sign-in-advice = Перевірте мову клавіатури й Caps Lock. Якщо пароль забуто, є посилання нижче; без пошти новий задасть адміністратор громади.
entrance = Вхід
locked-page = Сеанс заблоковано, бо ним ніхто не користувався. Увійдіть ще раз.
to-the-beginning = На початок
failure-missing = Такої сторінки немає
failure-missing-advice = Перевірте адресу або поверніться на початок. Запис міг належати іншій громаді.
failure-forbidden = Сюди немає доступу
failure-away = Варта тимчасово не відповідає
failure-away-advice = Дзвінки приймайте далі: пульт збереже їх і надішле сам. Усе, що вже збережено, на місці.
failure-ours = Щось зламалося в нас
failure-unreadable = Цей запит не вдалося прочитати
failure-unreadable-advice = Поверніться на початок і спробуйте ще раз.

## Вхід із кодом
factor-title = Вхід із кодом
factor-why = Крім пароля, Варта питатиме код із застосунку на вашому телефоні. Самого пароля тоді замало, щоб увійти замість вас.
factor-due = Ваша роль потребує входу з кодом. Поки його не ввімкнено, працювати не можна.
factor-off = Вхід із кодом тут не налаштовано.
factor-begin = Далі
factor-scan = Відскануйте цей код застосунком для кодів (або торкніться його на телефоні):
factor-open = Відкрити в застосунку для кодів
factor-type = Або введіть у застосунок цей ключ:
factor-first-code = Введіть шість цифр, які показує застосунок.
factor-code = Код
factor-code-hint = Шість цифр із застосунку або один із кодів відновлення.
factor-code-optional = Якщо ввімкнено вхід із кодом: шість цифр із застосунку або код відновлення.
factor-confirm = Увімкнути
factor-done = Вхід із кодом увімкнено.
factor-recovery = Запишіть коди відновлення на папері: кожен замінить код із застосунку один раз. Більше їх не буде видно.
factor-sessions-over = Усі сеанси завершено. Увійдіть ще раз.
factor-on = Вхід із кодом увімкнено.
factor-remove = Вимкнути
factor-gone = Вхід із кодом вимкнено: достатньо пароля.
factor-changed = Тут уже не так. Подивіться, що є зараз.
code-refused = Хибний код. Перевірте час на телефоні й введіть наступний.
confirmation-refused = Хибний пароль чи код. Кожен код діє один раз і лише хвилину.
enrolment-refused = Це налаштування вже не діє. Почніть спочатку.
too-many-tries = Забагато спроб. Зачекайте трохи й спробуйте ще раз.

## Забутий пароль і запрошення
forgot-password = Забули пароль?
forgot-title = Забули пароль
email = Електронна адреса
forgot-send = Надіслати посилання
forgot-what = Надішлемо посилання, за яким можна задати новий пароль. Воно діє 10 хвилин.
forgot-asked = Якщо така адреса є в Варті, лист уже в дорозі. Посилання в ньому діє 10 хвилин і спрацює один раз.
forgot-no-mail = Листа немає? Перевірте «Спам» або зверніться до адміністратора громади.
forgot-off = Варту тут не налаштовано надсилати листи. Новий пароль задасть адміністратор громади.
no-address = Це не схоже на електронну адресу.
asked-too-often = Забагато запитів із вашої мережі. Спробуйте трохи згодом.
to-sign-in = До входу
invitation-title = Запрошення до Варти
new-password = Новий пароль
password-rule = Щонайменше 12 символів. Найкраще — кілька слів.
once-more = Ще раз
set-password = Задати пароль
passwords-differ = Паролі не збігаються. Введіть той самий двічі.
password-too-short = Пароль закороткий: потрібно щонайменше 12 символів.
password-too-long = Пароль задовгий: щонайбільше 128 символів.
password-is-login = Пароль не може збігатися з логіном.
password-too-easy = Такий пароль легко вгадати. Оберіть інший, наприклад кілька слів.
password-set = Пароль задано. Усі попередні сеанси завершено.
link-over = Це посилання вже не діє.
link-over-why = Воно спрацьовує один раз і лише 10 хвилин.
ask-for-new = Попросити нове
