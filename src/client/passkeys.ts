/**
 * Passkeys on the account pages: a button with `data-passkey` ("get" or "create") has the browser prove or make one, and
 * posts its form with what came of it as `credential`. The form is sent twice to where the button leads: without a
 * credential it is answered with what the browser needs to know.
 */
import { base64Url, bytesOf } from "./base64-url.ts";

type Kind = "get" | "create";

/** What the server says, as JSON: bytes are base64url. */
interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string };
  readonly allowCredentials?: readonly { readonly id: string }[];
  readonly excludeCredentials?: readonly { readonly id: string }[];
}

/** What the form has that is for other buttons. */
const notForPasskeys = ["username", "password", "code"];

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-passkey]")) prepare(button);

function prepare(button: HTMLButtonElement): void {
  const { form } = button;
  if (!form || typeof PublicKeyCredential === "undefined") return;
  button.hidden = false;
  for (const element of form.querySelectorAll<HTMLElement>("[data-passkey-missing]")) element.hidden = true;
  button.addEventListener("click", (event) => {
    if (form.querySelector<HTMLInputElement>("input[name=credential]")?.value) return;
    event.preventDefault();
    void use(button, form);
  });
}

async function use(button: HTMLButtonElement, form: HTMLFormElement): Promise<void> {
  const failed = form.querySelector<HTMLElement>("[data-passkey-failed]");
  if (failed) failed.hidden = true;
  button.disabled = true;
  try {
    const kind: Kind = button.dataset.passkey === "create" ? "create" : "get";
    const credential = await ask(kind, await optionsFor(button.formAction, form));
    button.disabled = false;
    submit(button, form, JSON.stringify(credential));
  } catch {
    // Somebody has changed their mind, or there is no passkey.
    button.disabled = false;
    if (failed) failed.hidden = false;
  }
}

async function optionsFor(action: string, form: HTMLFormElement): Promise<Options> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && !notForPasskeys.includes(name)) fields.append(name, value);
  const response = await fetch(action, {
    method: "POST",
    body: fields,
    headers: { accept: "application/json" },
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return await response.json();
}

async function ask(kind: Kind, options: Options): Promise<unknown> {
  const credential =
    kind === "create"
      ? await navigator.credentials.create({ publicKey: creationOptions(options) })
      : await navigator.credentials.get({ publicKey: requestOptions(options) });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no credential");
  return toJson(credential);
}

function submit(button: HTMLButtonElement, form: HTMLFormElement, credential: string): void {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "credential", value: credential });
  form.append(field);
  form.requestSubmit(button);
  // What was signed works once, also when somebody comes back to this page.
  field.remove();
}

/** Not every browser has what reads and writes JSON. */
function creationOptions(options: Options): PublicKeyCredentialCreationOptions {
  if (PublicKeyCredential.parseCreationOptionsFromJSON)
    return PublicKeyCredential.parseCreationOptionsFromJSON(
      options as PublicKeyCredentialCreationOptionsJSON,
    );
  const { user, excludeCredentials } = options;
  return {
    ...(options as object as PublicKeyCredentialCreationOptions),
    challenge: bytesOf(options.challenge),
    user: { ...(user as object as PublicKeyCredentialUserEntity), id: bytesOf(user?.id ?? "") },
    excludeCredentials: descriptors(excludeCredentials),
  };
}

function requestOptions(options: Options): PublicKeyCredentialRequestOptions {
  if (PublicKeyCredential.parseRequestOptionsFromJSON)
    return PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return {
    ...(options as object as PublicKeyCredentialRequestOptions),
    challenge: bytesOf(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  };
}

function descriptors(list: Options["allowCredentials"] = []): PublicKeyCredentialDescriptor[] {
  return list.map(({ id }) => ({ type: "public-key", id: bytesOf(id) }));
}

function toJson(credential: PublicKeyCredential): unknown {
  if (typeof credential.toJSON === "function") return credential.toJSON();
  const { id, type, rawId, response } = credential;
  return { id, type, rawId: base64Url(rawId), clientExtensionResults: {}, response: responseJson(response) };
}

function responseJson(response: AuthenticatorResponse): Record<string, unknown> {
  const clientDataJSON = base64Url(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const transports = response.getTransports?.() ?? [];
    return { clientDataJSON, attestationObject: base64Url(response.attestationObject), transports };
  }
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new Error("no response");
  const { authenticatorData, signature, userHandle } = response;
  return {
    clientDataJSON,
    authenticatorData: base64Url(authenticatorData),
    signature: base64Url(signature),
    ...(userHandle && { userHandle: base64Url(userHandle) }),
  };
}
