using HmmSpec.Subjects;

return new Toy().Run();
