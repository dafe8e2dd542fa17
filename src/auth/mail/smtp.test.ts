import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Smtp } from "./smtp.ts";

/** What a mail server of a few lines was told. */
let told: string[];
let server: Server;
let address: string;

beforeEach(async () => {
  told = [];
  server = createServer((socket) => {
    let isData = false;
    socket.write("220 here\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n").filter(Boolean)) {
        told.push(line);
        if (isData && line !== ".") continue;
        isData = line === "DATA";
        socket.write(isData ? "354 go on\r\n" : "250 ok\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  address = `smtp://127.0.0.1:${bound.port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

test("a mail reaches its server, and one receiver only", async () => {
  const smtp = new Smtp(address, "Shop <no-reply@example.com>");
  await smtp.send({ to: "ada@example.com", subject: "Hi\r\nBcc: eve@example.com", text: "How are you?" });
  expect(told.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
    "MAIL FROM:<no-reply@example.com>",
    "RCPT TO:<ada@example.com>",
  ]);
  expect(told).toContain("From: Shop <no-reply@example.com>");
  expect(told).toContain("How are you?");
  expect(told.filter((line) => line.startsWith("Bcc"))).toEqual([]);
});

test("what the server refuses is thrown", async () => {
  const smtp = new Smtp("smtp://127.0.0.1:1", "no-reply@example.com");
  await expect(smtp.send({ to: "ada@example.com", subject: "Hi", text: "" })).rejects.toThrow("ECONNREFUSED");
});
