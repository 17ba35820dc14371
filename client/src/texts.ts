import type { JudgedView } from "../../protocol/evaluationMessages.ts";
import { plural, type Translate } from "../../protocol/translate.ts";
import { createConversationTexts } from "./conversations/conversationTexts.ts";
import { createDocsChatTexts } from "./docsChat/docsChatTexts.ts";
import { createEgressTexts } from "./egress/egressTexts.ts";
import { createInlineTexts } from "./inline/inlineTexts.ts";
import { createContentTexts } from "./panel/contentTexts.ts";
import { createShotsTexts } from "./shots/shotsTexts.ts";

const withoutPeriod = (sentence: string): string => sentence.replace(/\.$/, "");

/**
 * Every text that the extension shows to people, in one place.
 *
 * @param locale a BCP 47 tag; decides how numbers are written.
 */
export function createTexts(t: Translate, locale: string) {
  // A number format takes milliseconds to make, which activation does not have.
  const count = (value: number): string => value.toLocaleString(locale);
  return {
    product: "Ask Docs",
    status: {
      starting: t("starting"),
      reading: (read: number, of: number) => t("reading {0} of {1}", count(read), count(of)),
      embedding: (done: number, of: number) => t("embedding {0} of {1}", count(done), count(of)),
      changingModel: (done: number, of: number) =>
        t("changing model, {0} %", count(Math.floor((100 * done) / Math.max(1, of)))),
      ready: t("ready"),
      paused: t("paused"),
      waitingForPower: t("waiting on battery"),
      waiting: t("waiting"),
      problem: t("problem"),
      noFolder: t("no folder is open"),
    },
    statusDetails: {
      starting: t("The index is being opened."),
      reading: t("Documents are being read; questions are answered from those read so far."),
      embedding: t("Answers are ready; search by meaning is still filling in."),
      ready: t("Every document is indexed."),
      paused: t("Indexing is paused; questions are answered from what was indexed."),
      waitingForPower: t("Search by meaning fills in once the machine is on mains power; answers are ready."),
      waiting: t("Search by meaning fills in once the machine is less busy; answers are ready."),
      noFolder: t("Open a folder with documents to ask them."),
      pages: (files: number) => plural(t, files, { one: "{0} page", other: "{0} pages" }, count(files)),
      vectors: (pages: number, of: number) =>
        plural(
          t,
          of,
          { one: "{0} of {1} page can be searched by meaning", other: "{0} of {1} pages can be searched by meaning" },
          count(pages),
          count(of),
        ),
      passages: (embedded: number, of: number) =>
        plural(
          t,
          of,
          { one: "{0} of {1} passage has a vector", other: "{0} of {1} passages have vectors" },
          count(embedded),
          count(of),
        ),
      unread: (files: number) =>
        plural(t, files, { one: "{0} file could not be read", other: "{0} files could not be read" }, count(files)),
      size: (bytes: number) => t("{0} MB on disk", (bytes / 1e6).toLocaleString(locale, { maximumFractionDigits: 1 })),
      model: (name: string) => t("Model: {0}", name),
      changingModel: t("The model is being changed; the present one answers until the next is ready."),
      nextModel: (name: string, done: number, of: number) =>
        plural(
          t,
          of,
          { one: "Next model: {0}, {1} of {2} text done", other: "Next model: {0}, {1} of {2} texts done" },
          name,
          count(done),
          count(of),
        ),
      folders: (names: string) => t("Folders: {0}", names),
      restricted: t("Restricted mode: search and answers work; settings of this workspace are not all obeyed."),
      clickForActions: t("Click for actions"),
    },
    statusActions: {
      title: t("Ask Docs: Index Status"),
      pause: t("Pause indexing"),
      resume: t("Resume indexing"),
      rebuild: t("Rebuild the index"),
      delete: t("Delete the index"),
      log: t("Show the log"),
      settings: t("Open the settings"),
      model: t("Choose the model"),
      restart: t("Restart"),
      trust: t("Manage workspace trust"),
      openFolder: t("Open a folder"),
      actions: t("Actions"),
    },
    server: {
      crashed: t(
        "The Ask Docs server stopped {0} times in {1} minutes and was not started again. Restart it, or see the log for the cause.",
        6,
        3,
      ),
      didNotStart: (cause: string) =>
        t("The Ask Docs server did not start ({0}). Restart it, or see the log for the cause.", withoutPeriod(cause)),
      noFolder: t("No folder is open. Open a folder with documents to ask them."),
      lostTwice: t("the server stopped twice while it was asked"),
    },
    ask: {
      emptySelection: t("Nothing is selected. Select the words to ask about in an editor first."),
      stopped: t("The question was stopped."),
      failed: (cause: string) =>
        t("The question could not be answered ({0}). Ask again, or see the log.", withoutPeriod(cause)),
    },
    search: {
      title: t("Search Documents"),
      placeholder: t(
        'Words or a question, in any language; also "phrase" -word path: ext: lang: tag: title: modified:',
      ),
      nothing: (query: string) => t("Nothing found for {0}", query),
      unsaved: t("not saved"),
      alsoIn: (places: string) => t("also in {0}", places),
      goTo: t("Open to the side"),
      why: t("Why this result?"),
      build: t("Build a few-shot prompt from it"),
      verdicts: { right: t("Right passage"), wrong: t("Wrong passage") },
      takeBack: { right: t("Right passage: take it back"), wrong: t("Wrong passage: take it back") },
      explanation: {
        title: (place: string) => t("Why this result? {0}", place),
        back: t("Back to the results"),
        nearness: t("How near it is"),
        words: t("The question's words"),
        weighed: t("What was weighed besides"),
        missing: (words: string) => t("Not in it: {0}", words),
        notFound: t("The search does not find this place any more; the documents have changed since. Search again."),
      },
    },
    doctor: {
      title: t("Ask Docs: Doctor"),
      looking: t("Ask Docs is looking itself over…"),
      copied: t("Ask Docs: the report is copied."),
      serverProblem: (cause: string) => t("The server could not be asked: {0}", cause),
    },
    judging: {
      emptySelection: t("Nothing is selected. Select the words that answer in an editor first."),
      chooseQuestion: {
        right: t("Which question do the selected words answer?"),
        wrong: t("Which question do the selected words not answer?"),
      },
      questionPlaceholder: t("Choose a question, or write one"),
      judged: ({ question, path, verdict, questions }: JudgedView) => {
        const set = plural(
          t,
          questions,
          { one: "{0} question in your set", other: "{0} questions in your set" },
          count(questions),
        );
        if (verdict === "right") return t("Ask Docs: right passage for “{0}” in {1} ({2})", question, path, set);
        if (verdict === "wrong") return t("Ask Docs: wrong passage for “{0}” in {1} ({2})", question, path, set);
        return t("Ask Docs: judgement on “{0}” in {1} taken back ({2})", question, path, set);
      },
      nothingToUndo: t("Ask Docs: no judgement of this window is left to take back."),
      failed: (cause: string) => t("The judgement was not kept: {0}", cause),
    },
    evaluation: {
      running: t("Evaluating search"),
      progress: (done: number, of: number) =>
        plural(t, of, { one: "{0} of {1} question", other: "{0} of {1} questions" }, count(done), count(of)),
      chooseSet: t("Choose a folder with queries.jsonl and qrels.tsv"),
      noReport: t("No report is open. Run “Evaluate Search” or “Evaluate Few-Shot Prompt…” first."),
      isWorse: (warning: string) => t("Search is worse on your questions: {0}", warning),
    },
    index: {
      deleteQuestion: t("Delete the index of this workspace?"),
      deleteDetail: t(
        "Your documents stay as they are. The index is made again when the workspace is opened next, or by “Rebuild Index”.",
      ),
      deleteConfirm: t("Delete"),
      deleted: t("Ask Docs: the index is deleted."),
    },
    models: {
      title: t("Choose Model"),
      placeholder: t("The model that finds pages by what they mean"),
      choose: t("Choose Model…"),
      others: t("Install another"),
      fromHub: (host: string) => t("From {0} by name…", host),
      fromFolder: t("From a folder…"),
      bundled: t("comes with Ask Docs"),
      installed: t("installed"),
      manyLanguages: t("about 100 languages"),
      languages: (codes: readonly string[]) => {
        const names = new Intl.DisplayNames([locale], { type: "language" });
        const shown = codes.slice(0, 5).map((code) => names.of(code) ?? code);
        return codes.length > 5 ? t("{0} and {1} more", shown.join(", "), count(codes.length - 5)) : shown.join(", ");
      },
      size: (bytes: number) => t("{0} MB", (bytes / 1e6).toLocaleString(locale, { maximumFractionDigits: 0 })),
      notStated: t("not stated"),
      remove: t("Remove"),
      removeQuestion: (name: string) => t("Remove the model {0}?", name),
      removeDetail: t("It can be installed again; the vectors that it made are kept for that."),
      installing: (name: string) => t("Installing {0}", name),
      received: (bytes: number, of: number | undefined) => {
        const megabytes = (value: number): string => (value / 1e6).toLocaleString(locale, { maximumFractionDigits: 0 });
        return of === undefined ? t("{0} MB", megabytes(bytes)) : t("{0} of {1} MB", megabytes(bytes), megabytes(of));
      },
      waitingForOther: t("another window is installing it"),
      hub: {
        title: (host: string) => t("Install a model from {0}", host),
        prompt: (host: string) =>
          t(
            "Its name there, as owner/name, or owner/name@revision. {0} is asked for its size and licence; nothing is fetched before you agree.",
            host,
          ),
        wrongName: t("A model's name is owner/name, of letters, digits, dots and dashes."),
        lookingUp: (name: string, host: string) => t("Looking up {0} at {1}", name, host),
      },
      offer: {
        question: (name: string) => t("Install the model {0}?", name),
        install: t("Install"),
        from: (host: string, commit: string) => t("From: {0}, commit {1}", host, commit),
        size: (size: string) => t("Size: {0}", size),
        licence: (licence: string) => t("Licence: {0}", licence),
        languages: (names: string) => t("Languages: {0}", names),
        folder: (folder: string) => t("Kept in: {0}", folder),
        check: t(
          "Every file is checked by its hash. Pages get new vectors in the background; answers go on meanwhile.",
        ),
      },
      folder: {
        title: t("Install a model from a folder"),
        open: t("Install"),
        prompt: t("What the model is to be called"),
        wrongName: t("A name has letters, digits, dots and dashes."),
      },
    },
    chat: {
      title: t("Who writes answers"),
      againTitle: t("Try again with…"),
      placeholder: t("A model writes from the passages found; each of its sentences is checked against them"),
      none: t("The documents' own words"),
      noneDetail: t("no model"),
      fromEditor: t("Models of the editor"),
      nobody: t("No model answers now. Start Ollama, LM Studio, llama.cpp or vLLM, or set askDocs.chat.url."),
      consentQuestion: (destination: string) => t("Send passages of this workspace to {0}?", destination),
      consentDetail: (model: string, destination: string) =>
        t(
          "{0} writes answers from the passages that a question finds. Each time, your question and up to six passages go to {1}; so do few-shot prompts when you choose to send them, and when you evaluate them, each with every test row. Without it, the documents' own words are shown.",
          model,
          destination,
        ),
      send: t("Send"),
      never: t("Never from this workspace"),
      noAddress: t("askDocs.chat.url is no address of a server. Correct it in the settings, then set its key."),
      keyTitle: (origin: string) => t("Key for {0}", origin),
      keyPrompt: t("Kept in the editor's secret storage. Leave it empty to remove it."),
      forgotten: t("Before passages of this workspace are sent anywhere, you are asked again."),
      nothingSent: t("What was sent for this answer is not known any more. Ask again to see it."),
    },
    content: createContentTexts(t),
    shots: createShotsTexts(t, count),
    conversations: createConversationTexts(t, locale, count),
    docsChat: createDocsChatTexts(t),
    inline: createInlineTexts(t),
    egress: createEgressTexts(t, count),
    why: {
      noFile: t("No file is open. Open a file, or right-click one in the explorer, and ask again."),
      indexed: (path: string, reason: string) => t("{0} is indexed. {1}", path, reason),
      notIndexed: (path: string, reason: string) => t("{0} is not indexed. {1}", path, reason),
      openRule: t("Open the rule"),
    },
    errors: {
      showLog: t("Show Log"),
      command: (name: string, cause: string) => t("{0} failed: {1}", name, cause),
    },
    history: {
      plainTitle: t("Answer"),
      noAnswerYet: t("Nothing has been asked yet."),
      placeholder: t("Words of a question, or of its answer"),
      remove: t("Delete"),
      showConversation: t("Show in its conversation"),
      unanswered: t("Unanswered questions"),
      noneUnanswered: t("The documents have answered every question that is kept."),
      forget: t("Questions to be forgotten"),
      nearest: t("Nearest place"),
      nowhere: t("Near nothing in the documents"),
    },
    markdown: {
      noAnswer: t("The documents do not answer this."),
      nearest: t("Nearest places"),
      sources: t("Sources"),
      unsupported: t("not supported by the documents"),
      partly: t("partly supported by the documents"),
    },
  };
}

export type Texts = ReturnType<typeof createTexts>;
