/** The part of liveviewjs 0.8 that the benchmark uses; its own types cannot be found by ES modules. */
declare module "liveviewjs" {
  export interface Template {
    readonly statics: readonly string[];
  }

  export interface Socket<Context> {
    readonly context: Context;
    assign(context: Partial<Context>): void;
  }

  export interface View<Context> {
    mount(socket: Socket<Context>): void;
    handleEvent(event: { readonly type: string }, socket: Socket<Context>): void;
    render(context: Context): Template;
  }

  export function createLiveView<Context>(view: View<Context>): View<Context>;
  export function html(statics: TemplateStringsArray, ...values: unknown[]): Template;

  export class SessionFlashAdaptor {}
  export class SingleProcessPubSub {}

  export interface WsAdaptor {
    send(message: string, onError?: (error: unknown) => void): void;
    subscribeToMessages(listener: (data: Buffer, isBinary: boolean) => void): void;
    subscribeToClose(listener: () => void): void;
  }

  export class WsHandler {
    constructor(socket: WsAdaptor, config: object);
  }
}
