import type { AddressInfo } from "node:net";
import { createTransport } from "nodemailer";
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
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      stream.on("end", () => {
        arrived(/^Subject: (.*)$/m.exec(text)?.[1] ?? "?");
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.server.address() as AddressInfo).port;
  server.server.unref();
}

/** Sends a letter to the local mail server. */
export async function sendMail(mail: Mail, signal: AbortSignal): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
  signal.addEventListener("abort", () => transport.close());
  await transport.sendMail({ from: "loom@example.com", ...mail });
  transport.close();
}
