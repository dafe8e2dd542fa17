/** What the account pages and mails say. A text with blanks is a function. */
export const english = {
  passwordTooShort: (length: number) =>
    `Use at least ${length} characters. A few words in a row are easy to keep in mind.`,
  passwordTooLong: (length: number) => `Use at most ${length} characters.`,
  passwordTooCommon: "Many people use this password, so it is tried first. Choose another one.",
  passwordOnlyDigits: "A password of digits only is quickly guessed. Add some letters.",
  passwordLikeUsername: "This is too much like your username.",
  passwordLikeName: "This is too much like your name.",
  passwordLikeEmail: "This is too much like your e-mail address.",
  passwordLikeSite: "This is too much like the name of this site.",
} as const;
