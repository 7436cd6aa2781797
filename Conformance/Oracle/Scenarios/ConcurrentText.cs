using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The text form of the lines that say who takes the next step.</summary>
internal static class ConcurrentText
{
    internal const string Begin = "begin";
    internal const string Hold = "hold";
    internal const string Step = "step";
    internal const string Blocked = "blocked";
    internal const string End = "end";
    internal const string Leave = "leave";

    private const string To = "to";
    private const string Choose = "choose";
    private const string NewName = "a name of small letters such as a";
    private const string StepForms = "a count, to \"LABEL\", choose CHOICE or the end of the line";

    /// <summary>The words with which these lines begin.</summary>
    internal static Sequence<string> Keys { get; } = [Begin, Hold, Step, Blocked, End, Leave];

    /// <summary>What an operation can wait for.</summary>
    internal static Vocabulary<Blocked> Reasons { get; } = new("what it waits for", KebabCase.Of);

    /// <summary>The freedoms that a step can leave.</summary>
    internal static Vocabulary<ChoiceKind> Choices { get; } = new("a choice", KebabCase.Of);

    private static Lazy<Sequence<string>> Labels { get; } = new(() => StepLabels.All(new ReferenceSteps()));

    internal static string Format(BeginLine line) => $"{Begin} {line.Name} {OperationText.Format(line.Operation)}";

    internal static string Format(HoldLine line) => $"{Hold} {line.Name} {line.Delay.Point} {line.Delay.Milliseconds}";

    internal static string Format(StepLine line) => $"{Step} {line.Name}{(line.Count == 1 ? "" : $" {line.Count}")}";

    internal static string Format(StepToLine line) => $"{Step} {line.Name} {To} \"{line.Label}\"";

    internal static string Format(ChooseLine line) =>
        $"{Step} {line.Name} {Choose} {Choices.NameOf(line.Choice.Kind)} {line.Choice.Value}";

    internal static string Format(BlockedLine line) => $"{Blocked} {line.Name} {Reasons.NameOf(line.Reason)}";

    internal static string Format(EndLine line) =>
        $"{End} {line.Name}{(line.Wanted is null ? "" : $" {Header.Arrow} {OutcomeText.Format(line.Wanted)}")}";

    internal static string Format(LeaveLine line) => $"{Leave} {line.Name}";

    /// <summary>Reads a line that begins with one of <see cref="Keys"/>.</summary>
    internal static ScenarioLine? Read(string code, int number, OpenNames names, out TextError? error)
    {
        TextCursor cursor = new(code);
        TextWord key = cursor.TakeWord("a line");
        ScenarioLine? read =
            key.Text is Begin ? ReadBegin(code, number, names, ref cursor)
            : key.Text is Hold ? ReadHold(names, ref cursor)
            : key.Text is Step ? ReadStep(code, names, ref cursor)
            : key.Text is End ? ReadEnd(code, names, ref cursor)
            : key.Text is Leave ? new LeaveLine(names.Close(ref cursor))
            : new BlockedLine(names.Take(ref cursor), cursor.TakeName(Reasons));
        if (read is BlockedLine or LeaveLine or HoldLine)
        {
            cursor.TakeEnd();
        }

        error = cursor.Error;
        return error is null ? read : null;
    }

    private static BeginLine? ReadBegin(string code, int number, OpenNames names, ref TextCursor cursor)
    {
        TextWord word = cursor.TakeWord(NewName);
        if (!word.Text.IsEmpty && word.Text.ContainsAnyExceptInRange('a', 'z'))
        {
            cursor.Refuse(word, NewName);
        }

        string name = names.Open(word, number, ref cursor);
        int at = word.Column - 1 + word.Text.Length;
        Operation? operation = null;
        if (cursor.Error is null && !OperationText.TryParse(code.AsSpan(at), out operation, out TextError? error))
        {
            cursor = cursor.Fail(error.Column + at, error.Message);
        }

        return operation is null ? null : new BeginLine(name, operation);
    }

    private static HoldLine ReadHold(OpenNames names, ref TextCursor cursor)
    {
        string name = names.Take(ref cursor);
        string point = cursor.TakeWord("the name of a delay point, such as migrate-copied,").ToString();
        return new HoldLine(name, new Delay(point, cursor.TakeNumber("milliseconds, such as 40,")));
    }

    private static EndLine ReadEnd(string code, OpenNames names, ref TextCursor cursor)
    {
        string name = names.Close(ref cursor);
        if (!cursor.TakeIf(Header.Arrow))
        {
            cursor.TakeEnd();
            return new EndLine(name);
        }

        int at = code.IndexOf(Header.Arrow, StringComparison.Ordinal) + Header.Arrow.Length;
        if (!OutcomeText.TryParseWanted(code.AsSpan(at), out WantedOutcome? wanted, out TextError? error))
        {
            cursor = cursor.Fail(error.Column + at, error.Message);
        }

        return new EndLine(name, wanted);
    }

    private static ScenarioLine ReadStep(string code, OpenNames names, ref TextCursor cursor)
    {
        string name = names.Take(ref cursor);
        if (!cursor.HasMore)
        {
            return new StepLine(name);
        }

        if (cursor.TakeIf(To))
        {
            return new StepToLine(name, ReadLabel(code, ref cursor));
        }

        if (cursor.TakeIf(Choose))
        {
            Choice choice = new(cursor.TakeName(Choices), cursor.TakeNumber("which member, such as 1,"));
            cursor.TakeEnd();
            return new ChooseLine(name, choice);
        }

        TextWord word = cursor.TakeWord(StepForms);
        int count = cursor.ReadNumber(word, StepForms);
        if (cursor.Error is null && count is < 1 or > ConcurrentRunner.MostSteps)
        {
            cursor.Refuse(word, $"a count from 1 to {ConcurrentRunner.MostSteps}");
        }

        cursor.TakeEnd();
        return new StepLine(name, count);
    }

    // A label has spaces in it, so that it is taken out of the line and not word by word.
    private static string ReadLabel(string code, ref TextCursor cursor)
    {
        const string Expected = "a label in quotation marks such as \"walk\"";
        TextWord word = cursor.TakeWord(Expected);
        int start = word.Column;
        int end = word.Text.StartsWith('"') ? code.IndexOf('"', start) : -1;
        if (end < 0)
        {
            cursor.Refuse(word, Expected);
            return "";
        }

        TextWord label = new(code.AsSpan(start, end - start), start + 1);
        if (!Labels.Value.Contains(label.ToString()))
        {
            cursor.Refuse(label, "the label of a step", Labels.Value);
        }

        TextCursor rest = new(code.AsSpan(end + 1));
        if (rest.HasMore)
        {
            cursor.Refuse(new TextWord(rest.Next.Text, rest.Next.Column + end + 1), "the end of the line");
        }

        return label.ToString();
    }
}
