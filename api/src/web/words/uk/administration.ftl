### Слова керування: лише для тих, хто веде громаду чи область.

to-region = До області
no-administration = Для вашої ролі тут немає чого вести.
key-new = Новий запис
show-more = Показати ще
save = Зберегти
choose = Виберіть
name = Назва
name-uk = Назва українською
name-en = Назва англійською
account-state = Стан
access = Доступ
do-create = Створити
did-create = Створено: { $name }.
did-change = Збережено: { $name }.
utility = Виконавець
where = Де

part-people = Люди
part-utilities = Виконавці
part-responsibilities = Закріплення
part-services = Послуги
part-imports = Імпорт
part-ledger = Журнал
part-communities = Громади

## Люди
people-none = Облікових записів ще немає.
person = Людина
new-person = Нова людина
full-name = Прізвище та ім’я
login-hint = Латинські літери, цифри та . _ - @, від 3 символів.
person-email = Електронна адреса
no-email = без адреси
roles = Ролі
role = Роль
no-roles = немає ролей
account-active = діє
account-deactivated = вимкнено
invite-by-mail = Надіслати запрошення: людина сама обере пароль
password-hint = Щонайменше 12 символів. Передайте його особисто.
person-password = Новий пароль
new-password-hint = Лишіть порожнім, щоб не змінювати. Новий пароль завершує всі сеанси.
do-invite = Створити й запросити
did-invite = Запрошення надіслано: { $name }.
did-create-person = Створено: { $name }.
grant = Надати роль
did-grant = Роль надано: { $name }.
revoke = Забрати
revoke-sure = Забрати роль «{ $role }» у { $name }? Розпочате з нею завершиться за секунду.
did-revoke = Роль забрано: { $name }.
mails = Листи
mail-dead = Лист не дійшов
invite-again = Запросити знову
invite-needs-email = Щоб запросити, вкажіть електронну адресу.
did-revive = Лист буде надіслано ще раз.
deactivate = Вимкнути
activate = Увімкнути
deactivate-means = Людина більше не увійде, її сеанси завершаться за секунду. Записане нею лишається.
activate-means = Людина знову зможе увійти зі своїми ролями.
deactivate-sure = Вимкнути обліковий запис: { $name }?
did-deactivate = Вимкнено: { $name }.
did-activate = Увімкнено: { $name }.

## Виконавці
utilities-none = Виконавців ще немає.
new-utility = Новий виконавець
utility-kind = Вид
utility-water = вода
utility-electricity = електрика
utility-gas = газ
utility-heat = тепло
utility-housing = будинки
utility-lifts = ліфти
utility-improvement = благоустрій
utility-roads = дороги
utility-lighting = освітлення
utility-waste = відходи
utility-active = діє
utility-closed = закрито
duty-phone = Телефон чергового
duty-phone-hint = Наприклад 067 123 45 67 або 104.
owner = Чий
owner-own = громади
owner-region = області
close-utility = Закрити виконавця
reopen-utility = Відкрити знову
close-utility-means = Нових доручень він не отримає. Розпочаті лишаються за ним.
reopen-utility-means = Він знову отримуватиме доручення.
close-utility-sure = Закрити виконавця «{ $name }»?

## Закріплення
tab-given = Закріплені
tab-coverage = Покриття
tab-gaps = Без виконавця
tab-overlaps = Подвійні
new-responsibility = Нове закріплення
responsibilities-none = Закріплень немає.
responsibilities-advice = Без закріплення заявка стає в чергу без виконавця.
with-ended = Разом із завершеними
boundary = Межа
boundary-both = обидва боки вводу
boundary-before-inlet = до вводу в будинок
boundary-after-inlet = після вводу, у будинку
validity = Діє
valid-from = Діє від
valid-to = Діє до
from-now = Порожнє: від цієї миті.
without-end = без кінця
has-ended = Завершено:
end-responsibility = Завершити
end-hint = Порожнє: зараз.
did-end = Закріплення завершено.
do-give = Закріпити
did-give = Закріплено.
give-somebody = Закріпити
place-community = Уся громада
place-settlement = Населений пункт
place-street = Вулиця
place-building = Будинок
found-in-registry = Знайдено в реєстрі
nothing-found = У реєстрі такого не знайдено.
coverage-none = Послуг, які комусь доручають, у каталозі немає.
uncovered = Будинків без виконавця
uncovered-share = Частка
of-buildings = { $count } з { $all }
all-covered = усе закріплено
show-buildings = Які будинки
gaps-none = Для цієї послуги кожен будинок закріплено.
overlaps-advice = За одне й те саме в одному місці відповідають двоє. Завершіть одне із закріплень.
overlaps-none = Подвійних закріплень немає.
both-answer = Відповідають обидва

## Послуги
services-none = Каталог ще не завантажено.
accept-within = Прийняти, хв
arrive-within = Прибути, хв
resolve-within = Виконати, год
whose-rule = Правило
service-off = вимкнено тут
service-own = своє
service-is-taken = Приймати заявки на цю послугу
service-off-means = Диспетчери не зможуть зареєструвати таку заявку.
own-name-uk = Своя назва українською
own-name-en = Своя назва англійською
empty-is-regions = Порожнє: як в області.
own-times = Свої строки
times-hint = Порожній строк не рахують. Пізніший крок не може мати раніший строк.

## Імпорт
import-means = Файли з будинками, вулицями й закріпленнями. Нічого не вилучається: бракує рядка, лишається те, що було. Той самий файл можна дати ще раз.
give-file = Дати файл
file = Файл
file-hint = CSV або XLSX, до 100 МБ. Перший рядок називає стовпці.
what-it-holds = Що в ньому
mapping = Як читати стовпці
mapping-hint = Назви стовпців кожного способу описано в документації імпорту.
mapping-varta = таблиці Варти
mapping-ladyzhyn = Ладижин
mapping-katottg = КАТОТТГ
table-settlements = населені пункти
table-streets = вулиці
table-aliases = інші назви вулиць
table-buildings = будинки
table-entrances = під’їзди
table-queues = черги відключень
table-responsibilities = закріплення
dry-run = Спершу спробувати: прочитати все й нічого не записати
try-file = Спробувати
take-file = Записати в реєстр
uploading = Надсилається: { $percent } %
import-runs = Один файл саме обробляється. Дочекайтеся його.
imports-before = Що було
imports-none = Файлів ще не давали.
import-running = Триває
import-done = Завершено
import-failed = Не вдалося
import-interrupted = Перервано
was-dry-run = проба, нічого не записано
import-counting = Рахуємо рядки…
import-progress = { $read } з { $rows } рядків
import-was-interrupted = Програму зупинено посеред роботи. Усе прочитане до рядка { $read } записано. Дайте той самий файл ще раз: він продовжиться.
import-result = Прочитано { $read }, прийнято { $taken }, відхилено { $refused }, сумнівів { $suspicious }.
passed-over = З інших громад: { $count }.
in-registry = У реєстрі
added = додано
changed = змінено
unchanged = без змін
download-refused = Відхилені рядки ({ $count })
download-suspicious = Сумніви ({ $count })

## Журнал
ledger-means = Кожна подія запечатана хешем попередньої. Перевірка проходить увесь ланцюг і знаходить, якщо хтось переписав минуле.
ledger-events = Подій
ledger-head = Останній хеш
ledger-sealed = Запечатано
verify = Перевірити
ledger-progress = Перевірено { $checked } з { $all }
ledger-whole =
    { $count ->
        [one] Ланцюг цілий: { $count } подія.
        [few] Ланцюг цілий: { $count } події.
       *[other] Ланцюг цілий: { $count } подій.
    }
ledger-broken = Ланцюг порушено на позиції { $position }
break-gap = Події бракує.
break-changed = Подія не та, яку запечатано.
break-cut-off = Журнал коротший, ніж каже його кінець.
break-head-changed = Кінець журналу не збігається з останньою подією.
ledger-broken-advice = Нічого не змінюйте й повідомте адміністратора системи: доведе varta ledger verify.

## Громади
communities-none = Громад ще немає.
new-community = Нова громада
katottg = КАТОТТГ
katottg-hint = UA і 17 цифр.
administer-community = Вести цю громаду
community-active = діє
community-suspended = призупинено
suspend = Призупинити
resume-community = Відновити
suspend-means = Громаду буде позначено призупиненою.
resume-means = Громада знову діятиме.
suspend-sure = Призупинити: { $name }?
