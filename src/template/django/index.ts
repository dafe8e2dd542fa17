export {
  type BlockTag,
  defineLibrary,
  type FilterDefinition,
  type FilterFunction,
  type InclusionTag,
  type LibraryDefinition,
  type SimpleTag,
  type TagCall,
} from "./define-library.ts";
export { DjangoTemplate } from "./django-template.ts";
export { DjangoTemplates, type DjangoTemplatesOptions } from "./django-templates.ts";
export type { Argument } from "./filter.ts";
export type { Library } from "./library.ts";
export type { Message, Settings, Translate } from "./settings.ts";
