/** The colours of account and admin pages. An app may set them for `.account-card` and `.account-admin`. */
export const accountTokens = `
:where(.account-card, .account-admin) { --account-ink: light-dark(#1b1e28, #eef0f6); --account-paper: light-dark(#fff, #1b1e28);
  --account-soft: light-dark(#5a6072, #a9afc2); --account-line: light-dark(#d9dce6, #3a3f4f);
  --account-edge: light-dark(#8a90a2, #6d7488); --account-field: light-dark(#fff, #12141b);
  --account-accent: #3b5bdb; --account-accent-dark: #2f4bc0; --account-focus: light-dark(#3b5bdb, #91a7ff);
  --account-chosen: light-dark(#e8ecfb, #2a3152);
  --account-wrong: light-dark(#b3261e, #ff8a80); --account-wrong-ink: light-dark(#8c1d18, #ffb4ab);
  --account-wrong-paper: light-dark(#fdecea, #3b1614); --account-good-paper: light-dark(#e7f5ec, #14301f); }
`;
