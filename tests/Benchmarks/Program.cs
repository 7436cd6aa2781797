using BenchmarkDotNet.Running;
using HmmSpec.Benchmarks;

if (args is ["--quick"])
{
    Print(Throughput.Measure().Concat(RaceThroughput.Measure()).Concat(DefectHunt.Measure()));
}
else if (args is ["--shrinking"])
{
    Print(ShrinkingMeasure.Measure().Concat(RaceShrinkingMeasure.Measure()));
}
else if (args is ["--explore"])
{
    Print(CoreExploration.Measure().Concat(ModelExploration.Measure()));
}
else if (args is ["--wire"])
{
    Print(WireThroughput.Measure());
}
else if (args is ["--linux"])
{
    Print(GuestThroughput.Measure());
}
else if (args is ["--validate"])
{
    Print(TraceThroughput.Measure());
}
else if (args is ["--growth"])
{
    foreach (string line in ExplorationGrowth.Lines())
    {
        Console.WriteLine(line);
    }
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(OperationMix).Assembly).Run(args);
}

static void Print(IEnumerable<Headline> headlines)
{
    foreach (Headline headline in headlines)
    {
        Console.WriteLine(headline.Line());
    }
}
