using BenchmarkDotNet.Running;
using HmmSpec.Benchmarks;

if (args is ["--quick"])
{
    foreach (Headline headline in Throughput.Measure().Concat(RaceThroughput.Measure()).Concat(DefectHunt.Measure()))
    {
        Console.WriteLine(headline.Line());
    }
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(OperationMix).Assembly).Run(args);
}
