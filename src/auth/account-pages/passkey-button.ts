import { clientFiles, passkeysFile } from "../../server/client-files.ts";
import { type Html, html } from "../../template/html.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import { passkeyPath } from "./paths.ts";

let address: string | undefined;

/**
 * A button that has the browser prove or make a passkey, and posts its form with what came of it. The script shows it
 * where there are passkeys, and says so where there are none.
 */
export function passkeyButton(
  texts: AccountTexts,
  label: string,
  { action = passkeyPath, makes = false }: { action?: string; makes?: boolean } = {},
): Html {
  address ??= clientFiles().url(passkeysFile);
  const look = makes ? "account-passkey" : "quiet account-passkey";
  return html`<button type="submit" class=${look} formaction=${action} formnovalidate hidden
      data-passkey=${makes ? "create" : "get"}>${label}</button>
    <span role="alert" class="account-error" data-passkey-failed hidden>${texts.passkeyFailed}</span>
    <script type="module" src=${address}></script>`;
}
