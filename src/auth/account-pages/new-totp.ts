import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { withNext } from "../../server/way-in.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { type QrDrawing, qrDrawing } from "../second-factors/qr-drawing.ts";
import { accountField } from "./account-field.ts";
import { outcome, pageLink } from "./account-page.ts";
import { codeList, FactorPage } from "./factor-page.ts";
import { securityPath } from "./paths.ts";
import { textFields } from "./text-fields.ts";

/** Where people set up their authenticator app. */
export class NewTotpPage extends FactorPage {
  secret = "";
  drawing: QrDrawing = { size: 0, path: "" };
  /** Recovery codes for who had none; undefined until the app is set up. */
  codes: readonly string[] | undefined;
  fields = form(
    textFields(["code"], ({ code }) => ({ code: code === "" ? this.texts.required : "" })),
    {
      secret: ["code"],
    },
  );

  async mount(): Promise<void> {
    this.title = this.texts.totpSetUp;
    const shown = await this._factors.changes.beginTotp(this._owner);
    this.secret = shown?.secret ?? "";
    this.drawing = await qrDrawing(shown?.address ?? "");
  }

  finish = event({ form: this.fields, rateLimit: { calls: 10, perSeconds: 60 } }, async ({ code }) => {
    const codes = await this._factors.changes.finishTotp(this._owner, code);
    if (!codes) return this.fields.addError("code", this.texts.codeWrong);
    this._announce();
    this.codes = codes;
    this.secret = "";
    this.drawing = { size: 0, path: "" };
  });

  protected override content(): Html {
    return this.codes ? this._done(this.codes) : this._form();
  }

  _form(): Html {
    const { texts, fields, drawing, secret } = this;
    const box = `0 0 ${drawing.size} ${drawing.size}`;
    return html`<p>${texts.totpScan}</p>
      <svg class="account-qr" role="img" aria-label=${texts.totpQrCode} viewBox=${box} shape-rendering="crispEdges">
        <path fill="#000" d=${drawing.path}></path>
      </svg>
      <p>${texts.totpKey}: <code>${secret.replace(/.{4}(?=.)/g, "$& ")}</code></p>
      <form live-form=${fields} live-submit=${this.finish}>
        <p>${texts.totpConfirm}</p>
        ${accountField(fields.field("code"), { label: texts.totpCode, autocomplete: "one-time-code", isFirst: true, isNumeric: true })}
        <button>${texts.goOn}</button>
      </form>
      <p>${pageLink(withNext(securityPath, this._next), texts.security)}</p>`;
  }

  _done(codes: readonly string[]): Html {
    const { texts } = this;
    return html`${outcome(texts.totpIsOn)}
      ${when(codes.length > 0, () => html`<h2>${texts.recoveryCodes}</h2><p>${texts.recoveryCodesIntro}</p>${codeList(codes)}`)}
      <p>${pageLink(this._next ?? securityPath, texts.goOn)}</p>`;
  }
}
