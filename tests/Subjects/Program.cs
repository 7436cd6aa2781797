using System.Text.Encodings.Web;
using System.Text.Json;
using HmmSpec.Subjects;
using HmmSpec.Subjects.Hostile;
using HmmSpec.Subjects.Miniatures;

const int UsageError = 64;
JsonSerializerOptions asJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

switch (args)
{
    case ["miniature", "none"]:
        return new Toy().Run();
    case ["miniature", string name] when AllMiniatures.List.FirstOrDefault(it => it.Name == name) is Miniature found:
        return found.Create().Run();
    case ["hostile", string name, .. string[] rest]
        when HostilePrograms.All.FirstOrDefault(it => it.Name == name) is HostileProgram found
            && rest.Length == found.Arguments.Count:
        return found.Run(rest);
    case ["list"]:
        Print("miniature", "none", "conforms", 0, clauses: []);
        foreach (Miniature it in AllMiniatures.List)
        {
            Print("miniature", it.Name, "diverges", 1, it.Clauses);
        }

        foreach (HostileProgram it in HostilePrograms.All)
        {
            Print("hostile", it.Name, it.Verdict, it.ExitCode, clauses: [], it.Arguments, it.Options, it.Note);
        }

        return 0;
    default:
        Console.Error.WriteLine("Usage: HmmSpec.Subjects list | miniature NAME | hostile NAME [ARGUMENT]");
        return UsageError;
}

// How a check of a subject has to end, as a line of JSON.
void Print(
    string kind,
    string name,
    string verdict,
    int exitCode,
    IReadOnlyList<string> clauses,
    IReadOnlyList<string>? arguments = null,
    IReadOnlyList<string>? options = null,
    string note = ""
) =>
    Console.WriteLine(
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["kind"] = kind,
                ["name"] = name,
                ["arguments"] = arguments ?? [],
                ["options"] = options ?? [],
                ["verdict"] = verdict,
                ["exit-code"] = exitCode,
                ["clauses"] = clauses,
                ["note"] = note,
            },
            asJson
        )
    );
