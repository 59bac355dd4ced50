import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, StateEffect, StateField, type Text } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import { duckdbDialect } from './sql-dialect.ts';
import { sqlTheme } from './sql-theme.ts';

/** Tables (and other cells) by name, each with its columns. */
export type SqlSchema = Record<string, string[]>;

/** A fault's place in the SQL, 1-based; without a column the whole line is meant. */
export interface SqlError {
  line: number;
  column?: number;
  message: string;
}

export interface SqlEditorOptions {
  value: string;
  schema: SqlSchema;
  /** Names of the placeholders, without `$`. */
  params: string[];
  /** The table whose columns are completed without its name. */
  table?: string | undefined;
  readonly: boolean;
  label: string;
  onchange(value: string): void;
  onrun(): void;
}

export interface SqlEditorHandle {
  /** Takes a text from outside (revert, undo); the same text changes nothing. */
  setValue(value: string): void;
  setSchema(schema: SqlSchema, params: string[], table?: string): void;
  /** Puts a text where the cursor is. */
  insert(text: string): void;
  setError(error: SqlError | null): void;
  setReadonly(readonly: boolean): void;
  setLabel(label: string): void;
  focus(): void;
  destroy(): void;
}

const markLine = StateEffect.define<number | null>();

const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(markLine)) continue;
      marks =
        effect.value === null
          ? Decoration.none
          : Decoration.set(Decoration.line({ class: 'cm-error-line' }).range(effect.value));
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The piece of text that an error stands at: the word there, or the line when no column is known. */
export function errorRange(doc: Text, error: SqlError): { from: number; to: number; line: number } {
  const line = doc.line(Math.min(doc.lines, Math.max(1, error.line)));
  const indent = line.text.length - line.text.trimStart().length;
  if (!error.column) return { from: line.from + indent, to: line.to, line: line.from };
  const at = Math.min(line.length, error.column - 1);
  const word = /^([\p{L}\p{N}_$]+|"[^"]*"?|\S)/u.exec(line.text.slice(at))?.[0] ?? '';
  return { from: line.from + at, to: line.from + at + word.length, line: line.from };
}

const placeholders = (params: string[]) => (context: CompletionContext) => {
  const word = context.matchBefore(/\$\w*/);
  if (!word) return null;
  return { from: word.from, options: params.map((name) => ({ label: `$${name}`, type: 'variable' })) };
};

const language = (schema: SqlSchema, params: string[], table?: string) => [
  sql({
    dialect: duckdbDialect,
    schema,
    upperCaseKeywords: false,
    ...(table ? { defaultTable: table } : {}),
  }),
  duckdbDialect.language.data.of({ autocomplete: placeholders(params) }),
];

/**
 * Puts a SQL editor into the host element. It lives in a shadow root because the library then writes its
 * styles as constructed sheets; in the page itself it would add style elements, which the CSP refuses.
 */
export function createSqlEditor(host: HTMLElement, options: SqlEditorOptions): SqlEditorHandle {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const [languagePart, readonlyPart, labelPart] = [new Compartment(), new Compartment(), new Compartment()];
  const label = (text: string) => EditorView.contentAttributes.of({ 'aria-label': text, tabindex: '0' });
  const readonly = (on: boolean) => [EditorState.readOnly.of(on), EditorView.editable.of(!on)];
  let fromOutside = false;

  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.value,
      extensions: [
        keymap.of([
          { key: 'Mod-Enter', run: () => (options.onrun(), true) },
          { key: 'Tab', run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...lintKeymap,
          ...defaultKeymap,
        ]),
        lineNumbers(),
        history(),
        highlightSpecialChars(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        EditorView.lineWrapping,
        errorLine,
        sqlTheme,
        languagePart.of(language(options.schema, options.params, options.table)),
        readonlyPart.of(readonly(options.readonly)),
        labelPart.of(label(options.label)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !fromOutside) options.onchange(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    setValue(value) {
      const old = view.state.doc.toString();
      if (old === value) return;
      fromOutside = true;
      view.dispatch({ changes: { from: 0, to: old.length, insert: value } });
      fromOutside = false;
    },
    setSchema: (schema, params, table) =>
      view.dispatch({ effects: languagePart.reconfigure(language(schema, params, table)) }),
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    setError(error) {
      const range = error && errorRange(view.state.doc, error);
      const diagnostics =
        error && range
          ? [{ from: range.from, to: range.to, severity: 'error' as const, message: error.message }]
          : [];
      view.dispatch({ effects: markLine.of(range ? range.line : null) });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    setReadonly: (on) => view.dispatch({ effects: readonlyPart.reconfigure(readonly(on)) }),
    setLabel: (text) => view.dispatch({ effects: labelPart.reconfigure(label(text)) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
