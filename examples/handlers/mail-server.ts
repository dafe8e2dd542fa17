import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

let port = 0;

/** Starts a mail server for this process only. @param arrived Told the subject of each letter that came. */
export async function startMailServer(arrived: (subject: string) => void): Promise<void> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      subjectOf(stream).then((subject) => {
        arrived(subject);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.server.address() as AddressInfo).port;
  server.server.unref();
}

async function subjectOf(letter: Readable): Promise<string> {
  const { subject = "?" } = await PostalMime.parse(await buffer(letter));
  return subject;
}

/** Sends a letter to the local mail server. */
export async function sendMail(mail: Mail, signal: AbortSignal): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
  signal.addEventListener("abort", () => transport.close());
  await transport.sendMail({ from: "loom@example.com", ...mail });
  transport.close();
}
