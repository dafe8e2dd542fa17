import type { AccountTexts } from "./account-texts.ts";
import { adminGerman } from "./admin-german.ts";

export const german: AccountTexts = {
  locale: "de",

  admin: adminGerman,

  passwordTooShort: (length) =>
    `Bitte mindestens ${length} Zeichen. Ein paar Wörter hintereinander merken sich leicht.`,
  passwordTooLong: (length) => `Bitte höchstens ${length} Zeichen.`,
  passwordTooCommon: "Dieses Passwort haben viele, darum wird es zuerst ausprobiert. Bitte ein anderes.",
  passwordOnlyDigits: "Nur Ziffern sind schnell erraten. Bitte auch Buchstaben verwenden.",
  passwordLikeUsername: "Das ähnelt dem Benutzernamen zu sehr.",
  passwordLikeName: "Das ähnelt Ihrem Namen zu sehr.",
  passwordLikeEmail: "Das ähnelt Ihrer E-Mail-Adresse zu sehr.",
  passwordLikeSite: "Das ähnelt dem Namen dieser Seite zu sehr.",

  username: "Benutzername",
  password: "Passwort",
  newPassword: "Neues Passwort",
  repeatPassword: "Neues Passwort, noch einmal",
  presentPassword: "Ihr jetziges Passwort",
  email: "E-Mail-Adresse",
  firstName: "Vorname",
  lastName: "Nachname",
  passwordsDiffer: "Die beiden Passwörter sind nicht gleich.",
  passwordWrong: "Das ist nicht Ihr Passwort.",
  required: "Bitte ausfüllen.",
  emailInvalid: "Das ist keine E-Mail-Adresse.",
  emailUnusable: "Diese Adresse kann hier nicht verwendet werden.",
  nameInvalid: "Ein Name hat höchstens 150 Zeichen.",
  passwordAdvice: "Mindestens 12 Zeichen. Ein paar Wörter hintereinander merken sich leicht.",
  tooManyTries: (minutes: number | undefined) =>
    minutes === undefined
      ? "Zu viele Versuche. Bitte warten Sie einen Moment."
      : `Zu viele Versuche. Bitte versuchen Sie es in ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} noch einmal.`,

  logIn: "Anmelden",
  logInTo: (site) => `Bei ${site} anmelden`,
  logInFailed: "Dieser Benutzername und dieses Passwort gehören zu keinem Konto.",
  stayLoggedIn: "Auf diesem Gerät angemeldet bleiben",
  forgotPassword: "Passwort vergessen?",
  noAccount: "Noch kein Konto?",

  or: "oder",
  logInWith: (provider) => `Mit ${provider} anmelden`,
  goingTo: (provider) => `Unterwegs zu ${provider}`,
  goOnTo: (provider) => `Weiter zu ${provider}`,
  providerOutdated:
    "Diese Anmeldung hat zu lange gedauert oder wurde anderswo begonnen. Bitte versuchen Sie es noch einmal.",
  providerCancelled: (provider) => `Sie haben sich bei ${provider} nicht angemeldet.`,
  providerFailed: (provider, reference) =>
    `Die Anmeldung mit ${provider} hat nicht geklappt. Bitte versuchen Sie es noch einmal. (${reference})`,
  providerUnreachable: (provider, reference) =>
    `${provider} antwortet gerade nicht. Bitte versuchen Sie es später noch einmal. (${reference})`,
  providerUnknown: (provider) =>
    `Hier gibt es kein Konto zu Ihrem bei ${provider}. Wenn Sie eines haben, melden Sie sich auf anderem Weg an und verbinden Sie die beiden in Ihrem Profil.`,
  providerInactive: "Ihr Konto kann hier zurzeit nicht benutzt werden.",
  providerTaken: (provider) => `Ihr Konto bei ${provider} ist hier mit einem anderen verbunden.`,
  providerUnconfirmed: (provider) =>
    `${provider} hat nicht bestätigt, dass Sie es sind. Wenn das so bleibt, melden Sie sich ab und wieder an.`,

  connections: "Verbundene Konten",
  connectionsIntro: "Mit diesen Konten anderswo können Sie sich hier anmelden.",
  noConnections: "Es gibt noch keine.",
  connect: (provider) => `${provider} verbinden`,
  disconnect: "Trennen",
  disconnectThat: (provider) => `${provider} trennen`,
  onlyWayIn: "Ohne dieses könnten Sie sich nicht anmelden.",
  connectedSince: "Verbunden",
  lastLogin: "Zuletzt angemeldet",
  isConnected: (provider) => `${provider} ist verbunden.`,
  isDisconnected: "Das Konto ist getrennt.",
  isStillConnected: "Das Konto ist weiter verbunden: Ohne es könnten Sie sich nicht anmelden.",

  logOut: "Abmelden",
  logOutQuestion: "Möchten Sie sich abmelden?",

  confirmTitle: "Bestätigen Sie, dass Sie es sind",
  confirmIntro: "Was jetzt kommt, ist wichtig. Bitte geben Sie noch einmal Ihr Passwort ein.",
  confirmElsewhereIntro: "Was jetzt kommt, ist wichtig. Bitte melden Sie sich noch einmal an.",
  goOn: "Weiter",

  resetTitle: "Passwort vergessen?",
  resetIntro: "Nennen Sie uns Ihre E-Mail-Adresse, und wir schicken Ihnen einen Link für ein neues Passwort.",
  sendLink: "Link schicken",
  mailOnItsWay: "Sehen Sie in Ihre Post",
  resetSent: (email) =>
    `Wenn es ein Konto mit der Adresse ${email} gibt, ist eine E-Mail mit einem Link unterwegs. Er gilt 30 Minuten. Sehen Sie auch im Spam-Ordner nach.`,
  setPasswordTitle: "Wählen Sie ein neues Passwort",
  setPassword: "Neues Passwort setzen",
  passwordIsSet: "Ihr neues Passwort gilt. Sie können sich jetzt damit anmelden.",
  linkInvalidTitle: "Dieser Link gilt nicht mehr",
  linkInvalid: "Links gelten einmal, und nur für kurze Zeit. Lassen Sie sich einen neuen schicken.",
  askAgain: "Einen neuen Link anfordern",

  signUp: "Konto anlegen",
  signUpIntro: "Wir schicken Ihnen einen Link, mit dem Sie Ihr Passwort wählen.",
  signUpSent: (email) =>
    `Wir haben eine E-Mail an ${email} geschickt. Ihr Link gilt 24 Stunden. Sehen Sie auch im Spam-Ordner nach.`,
  alreadyMember: "Haben Sie schon ein Konto?",
  finishSignUpTitle: "Willkommen!",
  finishSignUpIntro: (email) =>
    `Ihr Benutzername ist ${email}. Wählen Sie ein Passwort, und Ihr Konto ist fertig.`,
  createAccount: "Konto anlegen",
  accountIsReady: "Ihr Konto ist fertig. Sie können sich jetzt anmelden.",

  profile: "Ihr Konto",
  save: "Speichern",
  saved: "Gespeichert.",
  changeEmail: "Adresse ändern",
  changeEmailIntro: "Wir schicken einen Link an die neue Adresse; sie gilt, sobald Sie ihm gefolgt sind.",
  changeEmailSent: (email) => `Wir haben eine E-Mail an ${email} geschickt. Ihr Link gilt 24 Stunden.`,
  emailNone: "Sie haben keine Adresse angegeben.",
  emailIs: (email) => `Ihre Adresse ist ${email}.`,
  emailUnverified: "Sie ist noch nicht bestätigt.",
  confirmEmailTitle: "Bestätigen Sie Ihre E-Mail-Adresse",
  confirmEmailIntro: (email) => `Ist ${email} Ihre Adresse?`,
  confirmEmail: "Ja, das ist meine Adresse",
  emailConfirmed: "Ihre E-Mail-Adresse ist bestätigt.",

  changePassword: "Passwort ändern",
  passwordChanged: "Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.",

  sessions: "Wo Sie angemeldet sind",
  sessionsIntro: "Kennen Sie etwas davon nicht? Beenden Sie es, und ändern Sie Ihr Passwort.",
  thisSession: "dieser Browser",
  unknownBrowser: "Unbekannter Browser",
  since: "Angemeldet",
  lastSeen: "Zuletzt benutzt",
  endSession: "Beenden",
  endThatSession: (browser) => `Sitzung von ${browser} beenden`,
  endOtherSessions: "Alle anderen beenden",
  sessionEnded: "Die Sitzung ist beendet.",
  otherSessionsEnded: "Sie sind überall sonst abgemeldet.",

  secondFactorTitle: "Noch ein Schritt",
  totpIntro: "Geben Sie die sechs Ziffern ein, die Ihre Authenticator-App jetzt zeigt.",
  totpCode: "Code der App",
  useRecoveryCode: "Einen Wiederherstellungscode verwenden",
  recoveryCode: "Wiederherstellungscode",
  recoveryCodeAdvice:
    "Einer von denen, die Sie beim Einrichten eines zweiten Faktors bekommen haben. Jeder gilt einmal.",
  codeWrong: "Dieser Code ist falsch oder schon verwendet.",
  startAgain: "Das hat zu lange gedauert. Bitte melden Sie sich noch einmal an.",
  logInWithPasskey: "Mit einem Passkey anmelden",
  confirmWithPasskey: "Mit einem Passkey bestätigen",
  usePasskey: "Einen Passkey verwenden",
  passkeyRefused: "Dieser Passkey wurde nicht angenommen. Bitte versuchen Sie es noch einmal.",
  passkeyFailed: "Der Browser hat keinen Passkey verwendet. Sie können es noch einmal versuchen.",
  noPasskeys: "Dieser Browser kann hier keine Passkeys verwenden.",

  security: "Sicherheit",
  securityIntro: "Mit einem zweiten Faktor kommt niemand allein mit Ihrem Passwort hinein.",
  securityNeeded: "Richten Sie einen zweiten Faktor ein, um fortzufahren.",
  totp: "Authenticator-App",
  totpOff: "Nicht eingerichtet.",
  totpOn: "Eingerichtet",
  totpSetUp: "Eine App einrichten",
  totpRemove: "Die App entfernen",
  totpRemoved: "Die App ist entfernt. Überall sonst sind Sie abgemeldet.",
  totpScan: "Scannen Sie das mit einer Authenticator-App, oder tippen Sie den Schlüssel dort ein.",
  totpQrCode: "QR-Code mit dem Schlüssel darunter",
  totpKey: "Schlüssel",
  totpConfirm: "Geben Sie dann die sechs Ziffern ein, die sie zeigt.",
  totpIsOn: "Ihre App ist eingerichtet. Überall sonst sind Sie abgemeldet.",
  recoveryCodes: "Wiederherstellungscodes",
  recoveryCodesLeft: (count) =>
    count === 1 ? "Ein Code ist übrig." : `${count === 0 ? "Keine" : count} Codes sind übrig.`,
  recoveryCodesIntro:
    "Bewahren Sie diese Codes dort auf, wo Sie sie ohne Ihr Gerät finden. Jeder lässt Sie einmal hinein. Sie werden nicht noch einmal gezeigt.",
  recoveryCodesRenew: "Neue Codes machen",
  recoveryCodesReplaced: "Die Codes von vorher gelten nicht mehr. Überall sonst sind Sie abgemeldet.",
  passkeys: "Gespeicherte Passkeys",
  passkeysIntro:
    "Ein Passkey liegt auf Ihrem Gerät oder in Ihrem Passwortmanager. Er meldet Sie ohne Passwort an.",
  passkeyName: "Name des Passkeys",
  passkeyNameAdvice: "Damit Sie später wissen, welcher es ist.",
  passkeyAdd: "Einen Passkey hinzufügen",
  passkeyAdded: "Ihr Passkey ist hinzugefügt. Überall sonst sind Sie abgemeldet.",
  passkeyRemove: "Entfernen",
  passkeyRemoveThat: (name) => `Den Passkey ${name} entfernen`,
  passkeyRemoved: "Der Passkey ist entfernt. Überall sonst sind Sie abgemeldet.",
  created: "Hinzugefügt",
  neverUsed: "Noch nicht verwendet",

  mailGreeting: "Guten Tag,",
  resetMailSubject: "Ein neues Passwort",
  resetMail: (link, username) =>
    `jemand, wahrscheinlich Sie, möchte für Ihr Konto (${username}) ein neues Passwort setzen. Das geht hier:\n\n${link}\n\nDer Link gilt einmal, 30 Minuten lang. Wenn Sie es nicht waren, ist nichts zu tun: Ihr Passwort bleibt, wie es ist.`,
  signUpMailSubject: "Ihr neues Konto",
  signUpMail: (link) =>
    `hier legen Sie Ihr Konto vollends an:\n\n${link}\n\nDer Link gilt einmal, 24 Stunden lang. Wenn Sie es nicht waren, ist nichts zu tun: Es gibt kein Konto.`,
  knownMailSubject: "Sie haben schon ein Konto",
  knownMail: (link, username) =>
    `jemand, wahrscheinlich Sie, wollte mit dieser Adresse ein Konto anlegen. Sie haben schon eines (${username}). Wenn Sie das Passwort nicht mehr wissen, können Sie hier ein neues setzen:\n\n${link}`,
  emailMailSubject: "Bestätigen Sie Ihre E-Mail-Adresse",
  emailMail: (link) =>
    `hier bestätigen Sie, dass das Ihre Adresse ist:\n\n${link}\n\nDer Link gilt einmal, 24 Stunden lang. Wenn Sie davon nichts wissen, ist nichts zu tun.`,
  emailChangedMailSubject: "Ihre E-Mail-Adresse wurde geändert",
  emailChangedMail: (username) =>
    `Ihr Konto (${username}) hat seit eben eine andere E-Mail-Adresse: Mails dazu kommen nicht mehr hierher. Wenn Sie es nicht waren, melden Sie sich an, wählen Sie ein neues Passwort, und geben Sie Ihre Adresse wieder an. Wenn Sie sich nicht anmelden können, wenden Sie sich an die Betreiber.`,
  factorsMailSubject: "Ihre Anmeldung wurde geändert",
  factorsMail: (link, username) =>
    `die zweiten Faktoren Ihres Kontos (${username}), eine Authenticator-App, ein Passkey oder die Wiederherstellungscodes, wurden gerade geändert. Wenn Sie es nicht waren, setzen Sie sofort ein neues Passwort:\n\n${link}`,
  changedMailSubject: "Ihr Passwort wurde geändert",
  changedMail: (link, username) =>
    `das Passwort Ihres Kontos (${username}) wurde gerade geändert. Wenn Sie es nicht waren, setzen Sie sofort ein neues:\n\n${link}`,
  connectionMailSubject: (provider) => `Anmelden mit ${provider}`,
  connectedMail: (provider, username) =>
    `von jetzt an öffnet ein Konto bei ${provider} Ihr Konto hier (${username}). Wenn nicht Sie die beiden verbunden haben, trennen Sie sie in Ihrem Profil unter „Verbundene Konten“.`,
  disconnectedMail: (provider, username) =>
    `ein Konto bei ${provider} öffnet Ihr Konto hier (${username}) nicht mehr. Wenn nicht Sie die beiden getrennt haben, sehen Sie in Ihrem Profil unter „Wo Sie angemeldet sind“ nach, ob Sie dort etwas nicht kennen.`,
};
