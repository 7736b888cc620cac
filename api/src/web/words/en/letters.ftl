# Letters. Lines are those of the letter.

letter-invitation-subject = Varta: an invitation
letter-invitation =
    Hello!

    An account was made for you in Varta, the dispatch of territorial communities.

    Login: { $login }

    To begin, set a password:
    { $link }

    The link is good for { $minutes } minutes, and once. Too late? Ask for another:
    { $again }

    If you did not expect this letter, do nothing: without a password nobody signs in.

letter-reset-subject = Varta: a new password
letter-reset =
    Hello!

    Somebody, we hope you, has asked for a new password to Varta.

    Login: { $login }

    To set the password:
    { $link }

    The link is good for { $minutes } minutes, and once. Too late? Ask for another:
    { $again }

    A new password ends every session that is open. If it was not you, do nothing: the old password stays good.
