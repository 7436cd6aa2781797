using System.Buffers;
using System.Text.Json;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>
/// Writes lines, each with its line feed. It is made once and used for all of them, by one thread at a time; operations
/// and results it writes without allocating.
/// </summary>
public sealed class LineWriter : IDisposable
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, Json.Options);

    /// <summary>Writes a request.</summary>
    public void Write(IBufferWriter<byte> output, Request request)
    {
        switch (request)
        {
            case Request.Hello hello:
                Begin(output, LineType.Hello, hello.Id);
                _json.WriteName(Member.Protocol);
                _json.WriteStartArray();
                foreach (int version in hello.Protocol)
                {
                    _json.WriteNumberValue(version);
                }

                _json.WriteEndArray();
                _json.WriteText(Member.Tool, hello.Tool);
                _json.WriteText(Member.Specification, hello.Specification);
                break;
            case Request.Reset reset:
                Begin(output, LineType.Reset, reset.Id);
                _json.WriteText(Member.Profile, reset.Profile.Name);
                Write(reset.World);
                break;
            case Request.Run run:
                WriteRun(output, run.Id, run.Level, run.Operations.Span);
                return;
            case Request.Race race:
                Begin(output, LineType.Race, race.Id);
                Write(race.Pair);
                break;
            case Request.Observe observe:
                Begin(output, LineType.Observe, observe.Id);
                break;
            case Request.Bye bye:
                Begin(output, LineType.Bye, bye.Id);
                break;
        }

        End(output);
    }

    /// <summary>Writes a reply.</summary>
    public void Write(IBufferWriter<byte> output, Reply reply)
    {
        switch (reply)
        {
            case Reply.Hello hello:
                Begin(output, LineType.Hello, hello.Id);
                _json.WriteNumber(Member.Protocol, hello.Protocol);
                Write(hello.Adapter);
                _json.WriteName(Member.Capabilities);
                CapabilitiesJson.Write(_json, hello.Capabilities);
                break;
            case Reply.Ready ready:
                Begin(output, LineType.Ready, ready.Id);
                break;
            case Reply.Ran ran:
                BeginRan(output, ran.Id);
                foreach (Answer answer in ran.Results)
                {
                    ObservationJson.Write(_json, answer);
                }

                _json.WriteEndArray();
                break;
            case Reply.Raced raced:
                Begin(output, LineType.Raced, raced.Id);
                Write(raced.Answers);
                break;
            case Reply.State state:
                Begin(output, LineType.State, state.Id);
                ObservationJson.WriteMembers(_json, state.Seen);
                break;
            case Reply.Bye bye:
                Begin(output, LineType.Bye, bye.Id);
                break;
            case Reply.Error error:
                Begin(output, LineType.Error, error.Id);
                _json.WriteText(Member.Message, error.Message);
                break;
        }

        End(output);
    }

    /// <summary>Writes a line of a trace.</summary>
    public void Write(IBufferWriter<byte> output, TraceLine line)
    {
        switch (line)
        {
            case TraceLine.Asked asked:
                Write(output, asked.Request);
                break;
            case TraceLine.Answered answered:
                Write(output, answered.Reply);
                break;
            case TraceLine.Call call:
                Begin(output, LineType.Call, call.Id);
                _json.WriteText(Member.Agent, call.Agent);
                _json.WriteName(Member.Operation);
                OperationJson.Write(_json, call.Operation);
                End(output);
                break;
            case TraceLine.Return end:
                Begin(output, LineType.Return, end.Id);
                _json.WriteName(Member.Result);
                ObservationJson.Write(_json, end.Result);
                End(output);
                break;
        }
    }

    /// <summary>Writes a request to run operations.</summary>
    public void WriteRun(
        IBufferWriter<byte> output,
        long id,
        ObservationLevel level,
        ReadOnlySpan<Operation> operations
    )
    {
        Begin(output, LineType.Run, id);
        _json.WriteWord(Member.Observe, Words.Levels, level);
        _json.WriteName(Member.Operations);
        _json.WriteStartArray();
        foreach (Operation operation in operations)
        {
            OperationJson.Write(_json, operation);
        }

        _json.WriteEndArray();
        End(output);
    }

    /// <summary>Writes the reply to a request to run operations.</summary>
    public void WriteRan(IBufferWriter<byte> output, long id, IReadOnlyList<Answer> results)
    {
        BeginRan(output, id);
        for (int at = 0; at < results.Count; at++)
        {
            ObservationJson.Write(_json, results[at]);
        }

        _json.WriteEndArray();
        End(output);
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Begin(IBufferWriter<byte> output, LineType type, long id)
    {
        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteWord(Member.Type, Words.LineTypes, type);
        if (id != 0)
        {
            _json.WriteNumber(Member.Id, id);
        }
    }

    private void BeginRan(IBufferWriter<byte> output, long id)
    {
        Begin(output, LineType.Ran, id);
        _json.WriteName(Member.Results);
        _json.WriteStartArray();
    }

    private void End(IBufferWriter<byte> output)
    {
        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n"u8);
    }

    private void Write(PairRace race)
    {
        _json.WriteName(Member.Operations);
        _json.WriteStartArray();
        OperationJson.Write(_json, race.First);
        OperationJson.Write(_json, race.Second);
        _json.WriteEndArray();
        if (race.Delay is { } delay)
        {
            _json.WriteName(Member.Delay);
            _json.WriteStartObject();
            _json.WriteText(Member.Point, delay.Point);
            _json.WriteNumber(Member.Milliseconds, delay.Milliseconds);
            _json.WriteEndObject();
        }
    }

    private void Write(RacedAnswers raced)
    {
        _json.WriteName(Member.Results);
        _json.WriteStartArray();
        ObservationJson.Write(_json, raced.First);
        ObservationJson.Write(_json, raced.Second);
        _json.WriteEndArray();
        if (raced.WasHeld is bool held)
        {
            _json.WriteFlag(Member.Held, held);
        }
    }

    private void Write(World world)
    {
        _json.WriteName(Member.World);
        _json.WriteStartObject();
        foreach (WorldSize size in WorldText.ShownOf(world))
        {
            _json.WriteNumber(size.Name, size.Of(world));
        }

        _json.WriteEndObject();
    }

    private void Write(Adapter adapter)
    {
        _json.WriteName(Member.Adapter);
        _json.WriteStartObject();
        _json.WriteText(Member.Name, adapter.Name);
        if (adapter.Version.Length > 0)
        {
            _json.WriteText(Member.Version, adapter.Version);
        }

        _json.WriteEndObject();
    }
}
