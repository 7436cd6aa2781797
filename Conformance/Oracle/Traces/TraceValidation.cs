namespace HmmSpec.Conformance;

/// <summary>Judges recorded runs: traces of the lines that both sides wrote, from whatever wrote them.</summary>
public static class TraceValidation
{
    /// <summary>Judges a trace from its beginning to its end, or to the first line that cannot be taken.</summary>
    /// <param name="file">What the trace is called in what is said of it.</param>
    /// <param name="stream">The trace.</param>
    /// <param name="options">How it is judged.</param>
    /// <param name="found">Is told of each divergence as soon as it is found.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static TraceSummary Run(
        string file,
        Stream stream,
        TraceOptions options,
        Action<TraceFinding> found,
        CancellationToken cancellation
    )
    {
        TraceJudge judge = new(file, options, found);
        using TraceBatches batches = new(stream);
        try
        {
            foreach (TraceBatch batch in batches.All(cancellation))
            {
                if (!TryTake(judge, batch))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return judge.End(stopped: true);
        }
        catch (TraceReadException exception)
        {
            TraceProblem problem = new(
                0,
                $"The trace cannot be read: {FailureFolder.Reason(exception.InnerException!)}"
            );
            return judge.End(stopped: true) with { Problem = problem };
        }

        return judge.End(stopped: false);
    }

    private static bool TryTake(TraceJudge judge, TraceBatch batch)
    {
        for (int index = 0; index < batch.Lines.Count && !judge.IsOver; index++)
        {
            judge.Take(batch.First + index, batch.Lines[index]);
        }

        if (batch.Problem is not null && !judge.IsOver)
        {
            judge.Refuse(batch.First + batch.Lines.Count, batch.Problem);
        }

        return !judge.IsOver;
    }
}
