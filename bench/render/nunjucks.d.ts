/** The part of nunjucks 3 that the benchmark uses; it comes without types. */
declare module "nunjucks" {
  export class FileSystemLoader {
    constructor(folder: string);
  }

  export class Template {
    render(context: object): string;
  }

  export class Environment {
    constructor(loader: FileSystemLoader, options: { readonly autoescape: boolean });
    /** @param eagerCompile Whether it is compiled now and not when it is rendered for the first time. */
    getTemplate(name: string, eagerCompile: boolean): Template;
  }
}
