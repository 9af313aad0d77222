//! debug
#![allow(clippy::disallowed_methods, missing_docs)]
use runproof::{diagnostic::Source,page::{Page,identity::Identity,group::*}};
fn main(){
  let mut a: Vec<String> = std::env::args().skip(1).collect();
  let named = a[0]=="named"; if named {a.remove(0);}
  let mut files=vec![];
  for p in a { let p=std::path::PathBuf::from(p); if p.is_dir(){ files.extend(runproof::world::pages_below(&p,&["md"]).0);} else {files.push(p)} }
  files.sort();
  let pages: Vec<_>=files.iter().map(|f|{let n=f.display().to_string(); let p=Page::read(&Source::new(n.clone(),runproof::world::read_page(f).unwrap())); let i=Identity::of(&p,&n);(p,i)}).collect();
  let m: Vec<_>=pages.iter().map(|(p,i)|Member{page:p,identity:i,origin:if named {Origin::Named}else{Origin::Found}}).collect();
  let g=group(&m,&"en".parse().unwrap());
  for g in &g.groups { println!("== group");
    for p in &g.pages { let i=&pages[*p].1; println!("   {} lang={} product={:?}", files[*p].display(), i.language.as_ref().map_or("-".into(),|l|l.to_string()), i.product.as_ref().map(|p|&p.name)); }
    for p in &g.pairs { println!("   {:?} {} -> {}", p.relation, files[p.leading].file_name().unwrap().display(), files[p.other].file_name().unwrap().display()); }
  }
  println!("strays {:?}", g.strays);
}
