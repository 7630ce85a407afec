using Microsoft.AspNetCore.Mvc.ApplicationParts;

// MVC looks for controllers in each assembly that refers to it. Here are none, and looking would load every type with the packages it builds on.
[assembly: ProvideApplicationPartFactory(typeof(NullApplicationPartFactory))]
