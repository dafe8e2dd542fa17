import { adminEnglish } from "./admin-english.ts";

/** What the account pages and mails say. A text with blanks is a function. */
export const english = {
  /** The language's tag, for the pages' `lang`. */
  locale: "en",

  admin: adminEnglish,

  passwordTooShort: (length: number) =>
    `Use at least ${length} characters. A few words in a row are easy to keep in mind.`,
  passwordTooLong: (length: number) => `Use at most ${length} characters.`,
  passwordTooCommon: "Many people use this password, so it is tried first. Choose another one.",
  passwordOnlyDigits: "A password of digits only is quickly guessed. Add some letters.",
  passwordLikeUsername: "This is too much like your username.",
  passwordLikeName: "This is too much like your name.",
  passwordLikeEmail: "This is too much like your e-mail address.",
  passwordLikeSite: "This is too much like the name of this site.",

  username: "Username",
  password: "Password",
  newPassword: "New password",
  repeatPassword: "New password, once more",
  presentPassword: "Your present password",
  email: "E-mail address",
  firstName: "First name",
  lastName: "Last name",
  passwordsDiffer: "The two passwords are not the same.",
  passwordWrong: "This is not your password.",
  required: "Please fill this in.",
  emailInvalid: "This is no e-mail address.",
  emailUnusable: "This address cannot be used here.",
  nameInvalid: "A name has at most 150 characters.",
  passwordAdvice: "At least 12 characters. A few words in a row are easy to keep in mind.",
  tooManyTries: (minutes: number | undefined) =>
    minutes === undefined
      ? "Too many tries. Please wait a moment."
      : `Too many tries. Please try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,

  logIn: "Log in",
  logInTo: (site: string) => `Log in to ${site}`,
  logInFailed: "This username and password do not match an account.",
  stayLoggedIn: "Stay logged in on this device",
  forgotPassword: "Forgot your password?",
  noAccount: "No account yet?",

  or: "or",
  logInWith: (provider: string) => `Log in with ${provider}`,
  goingTo: (provider: string) => `On the way to ${provider}`,
  goOnTo: (provider: string) => `Continue to ${provider}`,
  providerOutdated: "This login took too long, or was begun somewhere else. Please try again.",
  providerCancelled: (provider: string) => `You have not logged in at ${provider}.`,
  providerFailed: (provider: string, reference: string) =>
    `Logging in with ${provider} did not work. Please try again. (${reference})`,
  providerUnreachable: (provider: string, reference: string) =>
    `${provider} does not answer just now. Please try again later. (${reference})`,
  providerUnknown: (provider: string) =>
    `There is no account here for yours at ${provider}. If you have one, log in to it in another way, and connect the two in your profile.`,
  providerInactive: "Your account here cannot be used at the moment.",
  providerTaken: (provider: string) => `Your account at ${provider} is connected with another one here.`,
  providerUnconfirmed: (provider: string) =>
    `${provider} has not confirmed that it is you. Log out and in again, if this does not change.`,

  connections: "Connected accounts",
  connectionsIntro: "With these accounts elsewhere you can log in here.",
  noConnections: "There are none yet.",
  connect: (provider: string) => `Connect ${provider}`,
  disconnect: "Disconnect",
  disconnectThat: (provider: string) => `Disconnect ${provider}`,
  onlyWayIn: "You could not log in without it.",
  connectedSince: "Connected",
  lastLogin: "Last login",
  isConnected: (provider: string) => `${provider} is connected.`,
  isDisconnected: "The account is disconnected.",
  isStillConnected: "The account is still connected: you could not log in without it.",

  logOut: "Log out",
  logOutQuestion: "Log out?",

  confirmTitle: "Confirm that it is you",
  confirmIntro: "What comes next is important. Please give your password once more.",
  confirmElsewhereIntro: "What comes next is important. Please log in once more.",
  goOn: "Continue",

  resetTitle: "Forgot your password?",
  resetIntro: "Tell us your e-mail address, and we send you a link to choose a new password.",
  sendLink: "Send the link",
  mailOnItsWay: "Look into your mail",
  resetSent: (email: string) =>
    `If there is an account with the address ${email}, a mail with a link is on its way. It works for 30 minutes. Look into the spam folder, too.`,
  setPasswordTitle: "Choose a new password",
  setPassword: "Set the new password",
  passwordIsSet: "Your new password is set. You can log in with it now.",
  linkInvalidTitle: "This link does not work any more",
  linkInvalid: "Links work once, and only for a short time. Ask for a new one.",
  askAgain: "Ask for a new link",

  signUp: "Sign up",
  signUpIntro: "We send you a link, with which you choose your password.",
  signUpSent: (email: string) =>
    `We have sent a mail to ${email}. Its link works for 24 hours. Look into the spam folder, too.`,
  alreadyMember: "Have an account already?",
  finishSignUpTitle: "Welcome!",
  finishSignUpIntro: (email: string) =>
    `Your username is ${email}. Choose a password, and your account is ready.`,
  createAccount: "Create the account",
  accountIsReady: "Your account is ready. You can log in now.",

  profile: "Your account",
  save: "Save",
  saved: "Saved.",
  changeEmail: "Change the address",
  changeEmailIntro: "We send a link to the new address; it takes effect when you follow it.",
  changeEmailSent: (email: string) => `We have sent a mail to ${email}. Its link works for 24 hours.`,
  emailNone: "You have given no address.",
  emailIs: (email: string) => `Your address is ${email}.`,
  emailUnverified: "It is not confirmed yet.",
  confirmEmailTitle: "Confirm your e-mail address",
  confirmEmailIntro: (email: string) => `Is ${email} your address?`,
  confirmEmail: "Yes, this is my address",
  emailConfirmed: "Your e-mail address is confirmed.",

  changePassword: "Change your password",
  passwordChanged: "Your password is changed. Everywhere else you are logged out.",

  sessions: "Where you are logged in",
  sessionsIntro: "Is there something you do not know? End it, and change your password.",
  thisSession: "this browser",
  unknownBrowser: "Unknown browser",
  since: "Logged in",
  lastSeen: "Last used",
  endSession: "End",
  endThatSession: (browser: string) => `End the session of ${browser}`,
  endOtherSessions: "End all others",
  sessionEnded: "The session is ended.",
  otherSessionsEnded: "You are logged out everywhere else.",

  secondFactorTitle: "One more step",
  totpIntro: "Give the six digits that your authenticator app shows now.",
  totpCode: "Code of the app",
  useRecoveryCode: "Use a recovery code",
  recoveryCode: "Recovery code",
  recoveryCodeAdvice: "One of those you were shown when you set up a second factor. Each works once.",
  codeWrong: "This code is wrong, or was used before.",
  startAgain: "That took too long. Please log in again.",
  logInWithPasskey: "Log in with a passkey",
  confirmWithPasskey: "Confirm with a passkey",
  usePasskey: "Use a passkey",
  passkeyRefused: "This passkey was not accepted. Please try again.",
  passkeyFailed: "The browser did not use a passkey. You can try again.",
  noPasskeys: "This browser cannot use passkeys here.",

  security: "Security",
  securityIntro: "With a second factor nobody gets in with your password alone.",
  securityNeeded: "Set up a second factor to go on.",
  totp: "Authenticator app",
  totpOff: "Not set up.",
  totpOn: "Set up",
  totpSetUp: "Set up an app",
  totpRemove: "Remove the app",
  totpRemoved: "The app is removed. Everywhere else you are logged out.",
  totpScan: "Scan this with an authenticator app, or type the key into it.",
  totpQrCode: "QR code with the key below",
  totpKey: "Key",
  totpConfirm: "Then give the six digits that it shows.",
  totpIsOn: "Your app is set up. Everywhere else you are logged out.",
  recoveryCodes: "Recovery codes",
  recoveryCodesLeft: (count: number) =>
    count === 1 ? "One code is left." : `${count === 0 ? "No" : count} codes are left.`,
  recoveryCodesIntro:
    "Keep these codes where you find them without your device. Each lets you in once. They are not shown again.",
  recoveryCodesRenew: "Make new codes",
  recoveryCodesReplaced: "The codes of before work no more. Everywhere else you are logged out.",
  passkeys: "Passkeys",
  passkeysIntro: "A passkey is kept by your device or password manager. It logs you in without a password.",
  passkeyName: "Name of the passkey",
  passkeyNameAdvice: "So that you know later which one it is.",
  passkeyAdd: "Add a passkey",
  passkeyAdded: "Your passkey is added. Everywhere else you are logged out.",
  passkeyRemove: "Remove",
  passkeyRemoveThat: (name: string) => `Remove the passkey ${name}`,
  passkeyRemoved: "The passkey is removed. Everywhere else you are logged out.",
  created: "Added",
  neverUsed: "Not used yet",

  mailGreeting: "Hello,",
  resetMailSubject: "A new password",
  resetMail: (link: string, username: string) =>
    `somebody, probably you, wants to set a new password for your account (${username}). Here you can:\n\n${link}\n\nThe link works once, within 30 minutes. If it was not you, there is nothing to do: your password stays as it is.`,
  signUpMailSubject: "Your new account",
  signUpMail: (link: string) =>
    `here you finish signing up:\n\n${link}\n\nThe link works once, within 24 hours. If it was not you, there is nothing to do: no account was made.`,
  knownMailSubject: "You have an account already",
  knownMail: (link: string, username: string) =>
    `somebody, probably you, wanted to sign up with this address. You have an account already (${username}). If you do not know its password any more, you can choose a new one:\n\n${link}`,
  emailMailSubject: "Confirm your e-mail address",
  emailMail: (link: string) =>
    `here you confirm that this is your address:\n\n${link}\n\nThe link works once, within 24 hours. If you know nothing about this, there is nothing to do.`,
  emailChangedMailSubject: "Your e-mail address was changed",
  emailChangedMail: (username: string) =>
    `your account (${username}) has another e-mail address since just now: mails about it do not come here any more. If it was not you, log in, choose a new password, and set your address again. If you cannot log in, ask the people who run the site.`,
  factorsMailSubject: "How you log in was changed",
  factorsMail: (link: string, username: string) =>
    `the second factors of your account (${username}), an authenticator app, a passkey or the recovery codes, were changed just now. If it was not you, choose a new password at once:\n\n${link}`,
  changedMailSubject: "Your password was changed",
  changedMail: (link: string, username: string) =>
    `the password of your account (${username}) was changed just now. If it was not you, choose a new one at once:\n\n${link}`,
  connectionMailSubject: (provider: string) => `Logging in with ${provider}`,
  connectedMail: (provider: string, username: string) =>
    `from now on an account at ${provider} opens your account here (${username}). If it was not you who connected them, disconnect them in your profile, under "Connected accounts".`,
  disconnectedMail: (provider: string, username: string) =>
    `an account at ${provider} does not open your account here (${username}) any more. If it was not you who disconnected them, look into your profile, under "Where you are logged in", for what you do not know.`,
} as const;
